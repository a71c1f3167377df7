/** A media type of an answer. */
export type MediaType = 'application/json' | 'application/graphql-response+json' | 'text/html';

/** Kinds a GraphQL answer may have, the one preferred first. */
export const GRAPHQL_TYPES: readonly MediaType[] = ['application/json', 'application/graphql-response+json'];

interface Range {
  readonly type: string;
  readonly quality: number;
}

/**
 * The type, among those offered, that an Accept header likes best (RFC 9110, 12.5.1); the first offered when it likes several
 * equally, or when there is no header. Undefined when it allows none. Parameters other than `q` do not count.
 */
export function chooseMediaType(accept: string | undefined, offered: readonly MediaType[]): MediaType | undefined {
  if (accept === undefined || accept.trim() === '') return offered[0];
  const ranges = accept.split(',').map(readRange);
  let best: { readonly type: MediaType; readonly quality: number; readonly place: number } | undefined;
  for (const type of offered) {
    const { quality, place } = qualityOf(type, ranges);
    if (quality > 0 && (best === undefined || quality > best.quality || (quality === best.quality && place < best.place)))
      best = { type, quality, place };
  }
  return best?.type;
}

function readRange(text: string): Range {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const quality = parameters.find((parameter) => parameter.startsWith('q='));
  return { type, quality: quality === undefined ? 1 : Number(quality.slice(2)) || 0 };
}

/** By the most specific range; its place in the header decides between equals, but a wildcard names no place. */
function qualityOf(type: MediaType, ranges: readonly Range[]): { readonly quality: number; readonly place: number } {
  for (const wanted of [type, `${type.slice(0, type.indexOf('/'))}/*`, '*/*']) {
    const place = ranges.findIndex((range) => range.type === wanted);
    if (place >= 0) return { quality: ranges[place]?.quality ?? 0, place: wanted === type ? place : Number.MAX_SAFE_INTEGER };
  }
  return { quality: 0, place: Number.MAX_SAFE_INTEGER };
}
