import type { Federation } from '../../shared/config/federation.ts';
import type { Filled } from './marker.ts';

/** What {@link announcement} tells of. */
export interface Announced {
  readonly federation: Federation;
  readonly address: string;
  readonly filled: Filled;
}

const SAMPLE = '{ complaints(first: 3) { totalCount edges { node { id receivedAt sector { name } status } } } }';
const count = new Intl.NumberFormat('en');

/** The text a person reads when everything runs: where, what the data are, what to try. */
export function announcement({ federation, address, filled }: Announced): string {
  const notices = [federation.dataNotice, federation.dataNoticeEn].filter((text) => text !== undefined);
  const body = JSON.stringify({ query: SAMPLE });
  return [
    '',
    `${federation.name} / ${federation.nameEn}`,
    ...notices.map((text) => `  ⚠ ${text}`),
    `  ${filled.units.length} of ${federation.units.length} units connected, ${count.format(filled.complaints)} complaints, ${count.format(filled.mediations)} mediations`,
    '',
    `  Graph: ${address}/graphql  (open it in a browser)`,
    `  Try:   curl -s ${address}/graphql -H 'content-type: application/json' -d '${body}'`,
    '',
    'Ctrl-C stops everything.',
    '',
  ].join('\n');
}
