import { mergeInto } from './entities.ts';

describe('merging answers', () => {
  it('brings objects in lists of lists together', () => {
    const answer = { rows: [[{ id: 'a', below: { x: 1 } }, null], [{ id: 'b' }]] };
    mergeInto(answer, { rows: [[{ n: 1, below: { y: 2 } }, null], [{ n: 2 }]] });
    expect(answer).toEqual({
      rows: [[{ id: 'a', n: 1, below: { x: 1, y: 2 } }, null], [{ id: 'b', n: 2 }]],
    });
  });
});
