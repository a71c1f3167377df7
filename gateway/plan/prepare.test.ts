import { buildSchema, type OperationDefinitionNode, parse } from 'graphql';
import { OperationPreparer } from './prepare.ts';

const schema = buildSchema(/* GraphQL */ `
  directive @completeness(require: String!) on FIELD
  type Query { item(id: ID!, filter: Filter): Item items(first: Int = 5): [Item!]! }
  type Item { id: ID! name: String items(first: Int = 5): [Item!]! }
  input Filter { name: String units: [ID!] }
`);

function prepare(source: string, variables: Record<string, unknown> = {}) {
  const document = parse(source);
  return new OperationPreparer(schema).prepare(document, document.definitions[0] as OperationDefinitionNode, variables);
}

describe('preparing an operation', () => {
  it('gives documents that differ only in literals one text, and their literals apart', () => {
    const one = prepare('{ item(id: "a", filter: { name: "x" }) { id } }');
    const two = prepare('{ item(id: "b", filter: { name: "y", units: ["u"] }) { id } }');
    expect(one.text).toBe(two.text);
    expect(Object.values(one.literals)).toEqual(['a', { name: 'x' }]);
    expect(Object.values(two.literals)).toEqual(['b', { name: 'y', units: ['u'] }]);
  });

  it('keeps equal literals of one field equal, so that fields still merge', () => {
    const { text } = prepare('{ items(first: 3) { id } ...A } fragment A on Query { items(first: 3) { name } }');
    expect(text?.match(/__l0/g)).toHaveLength(2);
    expect(text).not.toContain('__l1');
  });

  it('leaves literals that hold variables where they are', () => {
    const { text } = prepare('query($n: String) { item(id: "a", filter: { name: $n }) { id } }', { n: 'x' });
    expect(text).toContain('{name: $n}');
  });

  it('cuts introspection out of what is planned', () => {
    const { text, introspection } = prepare('{ __typename __schema { queryType { name } } item(id: "a") { id } }');
    expect(text).not.toContain('__schema');
    expect(introspection).toBeDefined();
    expect(prepare('{ __typename }').text).toBeUndefined();
  });

  it('keeps a selection alive of which conditions leave nothing', () => {
    expect(prepare('query($no: Boolean!) { item(id: "a") { name @include(if: $no) } }', { no: false }).text).toContain('__empty: __typename');
  });

  it('refuses @completeness below the root', () => {
    expect(() => prepare('{ item(id: "a") { name @completeness(require: "ALL") } }')).toThrow('belongs to fields of Query');
  });
});
