import { DocumentChecker } from './document-checker.ts';

const checker = new DocumentChecker();

/** CPU milliseconds that a refusal takes, and its code. */
function refusal(text: string): { readonly code: unknown; readonly cpu: number } {
  const before = process.cpuUsage();
  const code = checker.check(text)?.code;
  const { user, system } = process.cpuUsage(before);
  return { code, cpu: (user + system) / 1000 };
}

const nested = (levels: number): string => `${'{a'.repeat(levels)}${'}'.repeat(levels)}`;

describe('limits of a document', () => {
  beforeAll(() => {
    checker.check('{ a { b } }');
    refusal(nested(100));
  });

  it.each([
    ['5 MB', `{ a } #${'x'.repeat(5_000_000)}`, 'DOCUMENT_TOO_LARGE'],
    ['1,000 aliases', `{ ${Array.from({ length: 1000 }, (_, index) => `a${index}: a`).join(' ')} }`, 'TOO_MANY_ROOT_FIELDS'],
    ['200 levels', nested(200), 'TOO_DEEP'],
    ['25 levels', nested(25), 'TOO_DEEP'],
    ['31 root fields', `{ ${Array.from({ length: 31 }, (_, index) => `f${index}`).join(' ')} }`, 'TOO_MANY_ROOT_FIELDS'],
    ['many tokens', `{ a(list: [${'1,'.repeat(10_000)}]) }`, 'TOO_MANY_TOKENS'],
  ])('refuse %s within 20 ms of CPU', (_name, text, code) => {
    const refused = refusal(text);
    expect(refused.code).toBe(code);
    expect(refused.cpu).toBeLessThan(20);
  });

  it('count fragments wherever they are spread, without spreading them', () => {
    const fragments = Array.from({ length: 25 }, (_, index) => `fragment F${index} on Q { ...F${index + 1} ...F${index + 1} }`).join('\n');
    const refused = refusal(`{ x { ...F0 } } ${fragments} fragment F25 on Q { a b }`);
    expect(refused.code).toBe('TOO_MANY_FIELDS');
    expect(refused.cpu).toBeLessThan(20);
  });

  it('leave fragment cycles and bad syntax to the errors that name them', () => {
    expect(refusal('{ ...A } fragment A on Q { ...B } fragment B on Q { a ...A }').code).toBeUndefined();
    expect(refusal('{ a ').code).toBeUndefined();
  });

  it('let the introspection of common tools through', () => {
    expect(refusal(`{ __schema { types { fields { type ${'{ ofType '.repeat(9)} { name } ${'}'.repeat(9)} } } } }`).code).toBeUndefined();
  });
});
