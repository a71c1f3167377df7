/** Text of the bar above an answer; see `completeness.mjs`. */
export function completenessText(answer: unknown): {
  readonly state: 'complete' | 'partial' | 'unknown';
  readonly text: string;
  readonly textEn: string;
  readonly title: string;
};
