/** An error of an answer. */
export interface AnswerError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** `extensions.completeness` of an answer or of one of its fields. */
export interface Completeness {
  readonly policy: string;
  readonly expected: readonly string[];
  readonly asked: readonly string[];
  readonly live: readonly string[];
  readonly replica: readonly string[];
  readonly missing: readonly { readonly unit: string; readonly reason: string; readonly lastSeen: string | null }[];
  readonly notConnected: readonly string[];
  readonly outsidePeriod: readonly { readonly unit: string; readonly coveredFrom: string | null; readonly coveredTo: string | null }[];
  readonly confirmedZero: readonly { readonly unit: string; readonly from: string; readonly to: string }[];
  readonly asOf: string;
  readonly coverage: number | null;
  readonly fields: Readonly<Record<string, Completeness>>;
}

/** One part of `extensions.explain`. */
export interface ExplainedPart {
  readonly field: string;
  readonly contract: string;
  readonly rule: string;
  readonly rounds: number;
  readonly rowsFetched: number;
  readonly shards: readonly { readonly unit: string; readonly round: number; readonly rows: number; readonly state: string }[];
}

/** What a question was answered. */
export interface HubAnswer {
  readonly status: number;
  readonly data: Readonly<Record<string, unknown>>;
  /** Empty when there are none. */
  readonly errors: readonly AnswerError[];
  readonly completeness: Completeness | undefined;
  readonly explain: { readonly parts: readonly ExplainedPart[] } | undefined;
  /** The instant of the operation. */
  readonly at: string;
  /** Rounds of every part, when they were asked for. */
  readonly rounds: readonly number[];
  readonly milliseconds: number;
}

/** Posts one GraphQL request. */
export async function ask(
  url: string,
  query: string,
  variables: Readonly<Record<string, unknown>>,
  headers: Readonly<Record<string, string>>,
): Promise<HubAnswer> {
  const started = performance.now();
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  const body = (await response.json()) as {
    data?: Record<string, unknown> | null;
    errors?: AnswerError[];
    extensions?: { completeness?: Completeness; explain?: HubAnswer['explain'] };
  };
  const { completeness, explain } = body.extensions ?? {};
  return {
    status: response.status,
    data: body.data ?? {},
    errors: body.errors ?? [],
    completeness,
    explain,
    at: completeness?.asOf ?? '',
    rounds: explain?.parts.map(({ rounds }) => rounds) ?? [],
    milliseconds: performance.now() - started,
  };
}
