import { getIntrospectionQuery } from 'graphql';
import { DocumentChecker } from './document-checker.ts';

const checker = new DocumentChecker();

/** The code of a refusal and the CPU milliseconds it took. */
function refusal(text: string): { readonly code: unknown; readonly cpu: number } {
  const before = process.cpuUsage();
  const code = checker.check(text)?.code;
  const { user, system } = process.cpuUsage(before);
  return { code, cpu: (user + system) / 1000 };
}

const times = (count: number, text: (index: number) => string, between = ' '): string =>
  Array.from({ length: count }, (_, index) => text(index)).join(between);
const nested = (levels: number, open = '{a', close = '}'): string => `${open.repeat(levels)}${close.repeat(levels)}`;
/** Fragments of which each spreads the next so many times. */
const tree = (depth: number, spreads: (next: number) => string): string =>
  `{ x { ...F0 } } ${times(depth, (index) => `fragment F${index} on Q { ${spreads(index + 1)} }`)} fragment F${depth} on Q { a b }`;

describe('a document', () => {
  beforeAll(() => {
    // Code that runs for the first time is slower than the limits are about.
    for (let index = 0; index < 20; index++) checker.check(`{ w${index} { a: b ...F } } fragment F on Q { c(x: [${index}]) { d } }`);
  });

  it.each([
    ['an alias that leads to the prototype of objects', '{ __proto__: a { b } }', 'RESERVED_NAME'],
    ['a variable of a reserved name', 'query($__l0: Int) { a(b: $__l0) }', 'RESERVED_NAME'],
    ['5 MB', `{ a } #${'x'.repeat(5_000_000)}`, 'DOCUMENT_TOO_LARGE'],
    ['5 MB of aliases', `{ ${times(400_000, (index) => `a${index}: a`)} }`, 'DOCUMENT_TOO_LARGE'],
    ['1,000 aliases at the root', `{ ${times(1_000, (index) => `a${index}: a`)} }`, 'TOO_MANY_ROOT_FIELDS'],
    ['1,000 aliases below it', `{ x { ${times(1_000, (index) => `a${index}: a`)} } }`, 'TOO_MANY_ALIASES'],
    ['aliases that fragments multiply', tree(8, (next) => `a: x { ...F${next} } b: x { ...F${next} }`), 'TOO_MANY_ALIASES'],
    ['200 levels', nested(200), 'TOO_DEEP'],
    ['25 levels', nested(25), 'TOO_DEEP'],
    ['25 levels through fragments', tree(24, (next) => `a { ...F${next} }`), 'TOO_DEEP'],
    ['4,000 lists within each other', `{ a(x: ${nested(4_000, '[', ']')}) }`, 'TOO_DEEP'],
    ['4,000 lists that never end', `{ a(x: ${'['.repeat(4_000)}`, 'TOO_DEEP'],
    ['4,000 lists of a variable’s type', `query($v: ${nested(4_000, '[', ']')}) { a }`, 'TOO_DEEP'],
    ['31 root fields', `{ ${times(31, (index) => `f${index}`)} }`, 'TOO_MANY_ROOT_FIELDS'],
    ['31 root fields through fragments', `{ ...F ...F } fragment F on Q { ${times(16, (index) => `f${index}`)} }`, 'TOO_MANY_ROOT_FIELDS'],
    ['more tokens than allowed', `{ a(list: [${'1,'.repeat(10_000)}]) }`, 'TOO_MANY_TOKENS'],
    ['more fragments than allowed', `{ a } ${times(101, (index) => `fragment F${index} on Q { a }`)}`, 'TOO_MANY_FRAGMENTS'],
    ['fields that fragments multiply a billion times', tree(30, (next) => `...F${next} ...F${next}`), 'TOO_MANY_FIELDS'],
    ['more fields than allowed in one place', `{ x { ${'a '.repeat(2_001)} } }`, 'TOO_MANY_FIELDS'],
    ['more fields than allowed in fragments nobody spreads', `{ a } fragment F on Q { x { ${'a '.repeat(2_001)} } }`, 'TOO_MANY_FIELDS'],
    ['@defer', '{ a ... @defer { b } }', 'OPERATION_NOT_SUPPORTED'],
    ['@stream', '{ a @stream(initialCount: 1) }', 'OPERATION_NOT_SUPPORTED'],
  ])('with %s is refused within 20 ms of CPU', (_what, text, code) => {
    const refused = refusal(text);
    expect(refused.code).toBe(code);
    expect(refused.cpu).toBeLessThan(20);
  });

  it.each([
    ['spreads itself', '{ ...A } fragment A on Q { a ...A }'],
    [
      'is spread by what it spreads',
      `{ ...F0 } ${times(90, (index) => `fragment F${index} on Q { a { ...F${(index + 1) % 90} ...F${(index + 2) % 90} } }`)}`,
    ],
    ['is nowhere', '{ ...Nowhere }'],
  ])('with a fragment that %s ends within 20 ms of CPU', (_what, text) => {
    expect(refusal(text).cpu).toBeLessThan(20);
  });

  it.each([
    ['a fragment within itself', '{ ...A } fragment A on Q { ...B } fragment B on Q { a ...A }'],
    ['bad syntax', '{ a '],
    ['bad characters', '{ a \u0000 }'],
    ['nothing', ''],
  ])('with %s is left to the parser and validation', (_what, text) => {
    expect(refusal(text).code).toBeUndefined();
  });

  it('may be what common tools introspect by', () => {
    const options = { inputValueDeprecation: true, specifiedByUrl: true, directiveIsRepeatable: true, schemaDescription: true, oneOf: true };
    expect(refusal(getIntrospectionQuery(options)).code).toBeUndefined();
  });

  it('may reach every limit', () => {
    expect(refusal(nested(24)).code).toBeUndefined();
    expect(refusal(`{ ${times(30, (index) => `f${index}`)} }`).code).toBeUndefined();
    expect(refusal(`{ x { ${times(200, (index) => `a${index}: a`)} } }`).code).toBeUndefined();
  });

  it('is measured per operation, not over all of them', () => {
    expect(refusal(times(5, (operation) => `query Q${operation} { ${times(20, (index) => `f${index}`)} }`)).code).toBeUndefined();
  });

  it('names its limit to the caller', () => {
    expect(checker.check(nested(25))).toMatchObject({ message: expect.stringContaining('24'), extensions: { code: 'TOO_DEEP', limit: 24 } });
  });

  it('gets the same verdict again', () => {
    const own = new DocumentChecker({ depth: 1 });
    for (const _ of [1, 2]) {
      expect(own.check('{ a { b } }')?.code).toBe('TOO_DEEP');
      expect(own.check('{ a }')).toBeUndefined();
    }
  });

  it('is not kept beyond what memory may hold', () => {
    const own = new DocumentChecker();
    for (let index = 0; index < 3_000; index++) own.check(`{ a${index} }`);
    expect(own.kept).toBeLessThanOrEqual(1_000);
  });
});
