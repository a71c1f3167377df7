import { errorRegistry } from '../../shared/errors/registry.ts';

const cell = (text: string): string => text.replaceAll('|', '\\|');

function table(audience: 'caller' | 'operator'): string[] {
  const rows = Object.entries(errorRegistry).filter(([, entry]) => entry.audience === audience);
  const withStatus = audience === 'caller';
  const head = withStatus
    ? ['| code | HTTP | again? | what it means | what to do |', '|---|---|---|---|---|']
    : ['| code | again? | what it means | what to do |', '|---|---|---|---|'];
  const lines = rows.map(([code, { status, retryable, meaning, remedy }]) => {
    const cells = [`\`${code}\``, ...(withStatus ? [String(status)] : []), retryable ? 'yes' : 'no', cell(meaning), cell(remedy)];
    return `| ${cells.join(' | ')} |`;
  });
  return [...head, ...lines];
}

/** The page `docs/errors.md`: every code of the registry, by whom it is for. */
export function errorPage(): string {
  return [
    '# Errors',
    '',
    'Generated from `shared/errors/registry.ts` by `npm run hub -- errors --write`; a test compares the two.',
    'A code is never given another meaning.',
    '',
    '## For callers',
    '',
    'In `errors[].extensions.code` of an answer. *HTTP* is the status when the error decides the whole answer; 200 means that it',
    'stands beside data. *Again?* says whether the same request may succeed later.',
    '',
    ...table('caller'),
    '',
    '## For operators',
    '',
    'On a terminal or in a log, never sent to a caller; the tool that says it ends with exit code 1.',
    '',
    ...table('operator'),
    '',
  ].join('\n');
}
