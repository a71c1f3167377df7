import { buildSchema, type GraphQLFormattedError, type OperationDefinitionNode, parse } from 'graphql';
import { compileSerializer } from './serialize.ts';

const schema = buildSchema(/* GraphQL */ `
  type Query { a: A list: [A!] must: [A!]! any: [Any] }
  type A { id: ID! must: String! may: String color: Color below: A }
  type B { n: Int! }
  union Any = A | B
  enum Color { RED }
`);

function write(source: string, data: Record<string, unknown>, errors: GraphQLFormattedError[] = []) {
  const operation = parse(source).definitions[0] as OperationDefinitionNode;
  const query = schema.getQueryType();
  if (!query) throw new Error('no query type');
  const text = compileSerializer(schema, query, operation.selectionSet.selections).write(data, errors);
  return { data: JSON.parse(text), errors };
}

describe('writing an answer', () => {
  it('gives only what was selected, under the caller’s names', () => {
    expect(write('{ x: a { k: id __typename } }', { x: { k: 7, __typename: 'A', hidden: 1 } }).data).toEqual({ x: { k: '7', __typename: 'A' } });
  });

  it('carries a null where there must be a value up to the next field that may be null, and says why once', () => {
    const one = write('{ a { id must } }', { a: { id: '1', must: null } });
    expect(one.data).toEqual({ a: null });
    expect(one.errors).toMatchObject([{ path: ['a', 'must'], extensions: { code: 'SUBGRAPH_ERROR' } }]);
    const said = write('{ a { must } }', { a: {} }, [{ message: 'down', path: ['a', 'must'] }]);
    expect(said.errors).toHaveLength(1);
    expect(write('{ list { must } }', { list: [{ must: 'x' }, {}] }).data).toEqual({ list: null });
    expect(write('{ must { must } }', { must: [{}] }).data).toBeNull();
  });

  it('hides values of an enum that the schema does not show', () => {
    const { data, errors } = write('{ a { id color } }', { a: { id: '1', color: 'SECRET' } });
    expect(data).toEqual({ a: { id: '1', color: null } });
    expect(errors).toEqual([]);
  });

  it('writes members of a union by their own type', () => {
    const { data } = write('{ any { __typename ... on A { id } ... on B { n } } }', {
      any: [{ __typename: 'A', id: 'x' }, null, { __typename: 'B', n: 2 }],
    });
    expect(data).toEqual({ any: [{ __typename: 'A', id: 'x' }, null, { __typename: 'B', n: 2 }] });
  });

  it('writes a member of a union of which nothing is left when @skip and @include are decided', () => {
    const { data, errors } = write('{ any { __empty: __typename } }', { any: [{ __empty: 'A' }, { __empty: 'B' }] });
    expect(data).toEqual({ any: [{}, {}] });
    expect(errors).toEqual([]);
  });
});
