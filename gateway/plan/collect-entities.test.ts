import { entityCollector } from './collect-entities.ts';

describe('the entities of a fetch', () => {
  it('are found below lists of lists, for which the planner writes one @', () => {
    const collect = entityCollector(
      {
        paths: [[{ Field: 'rows' }, '@', { Field: 'cells' }, '@', { TypeCondition: 'Cell' }]],
        requires: [{ kind: 'InlineFragment', typeCondition: 'Cell', selections: [{ kind: 'Field', name: 'id' }] }],
        inputRewrites: [],
      },
      (typeName, condition) => typeName === condition,
    );
    const cell = (id: string) => ({ __typename: 'Cell', id });
    const entities = collect({ rows: [[{ cells: [[cell('a'), null], []] }, null], null, [{ cells: [[cell('b')], [cell('a')]] }]] });
    expect(entities.map(({ representation, targets }) => [representation, targets.map(({ path }) => path)])).toEqual([
      [
        cell('a'),
        [
          ['rows', 0, 0, 'cells', 0, 0],
          ['rows', 2, 0, 'cells', 1, 0],
        ],
      ],
      [cell('b'), [['rows', 2, 0, 'cells', 0, 0]]],
    ]);
  });
});
