import type { Federation } from '../../shared/config/federation.ts';
import type { FirstAnswer } from './first-answer.ts';

/** What {@link announcement} tells of. */
export interface Announced {
  readonly federation: Federation;
  readonly address: string;
  readonly first: FirstAnswer | undefined;
}

const SAMPLE = '{ complaints(first: 3) { totalCount edges { node { id receivedAt sector { name } status } } } }';
const count = new Intl.NumberFormat('en');

/** The text a person reads when everything runs: where, what the data are, what to try. */
export function announcement({ federation, address, first }: Announced): string {
  const notices = [federation.dataNotice, federation.dataNoticeEn].filter((text) => text !== undefined);
  const body = JSON.stringify({ query: SAMPLE });
  return [
    '',
    `${federation.name} / ${federation.nameEn}`,
    ...notices.map((text) => `  ⚠ ${text}`),
    ...(first === undefined ? [] : [`  ${figures(first)}`]),
    '',
    `  Graph: ${address}/graphql  (open it in a browser)`,
    `  Try:   curl -s ${address}/graphql -H 'content-type: application/json' -d '${body}'`,
    '',
    'Ctrl-C stops everything.',
    '',
  ].join('\n');
}

function figures({ totals, expected, answered }: FirstAnswer): string {
  const parts = Object.entries(totals).map(([name, total]) => `${total === null ? 'an unknown number of' : count.format(total)} ${name}`);
  return `${parts.join(' and ')}, from ${answered} of ${expected} units`;
}
