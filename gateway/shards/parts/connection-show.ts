import type { Position } from '../../../shared/paging/order.ts';
import type { JsonObject } from '../gather/sourced.ts';
import { type ShardRows, takePage } from '../page.ts';
import { addShardError, type Path, type Run } from '../run.ts';
import { type ConnectionQuestion, callerCursor } from './connection-question.ts';
import type { Row } from './connection-rows.ts';
import type { ConnectionSelection, EdgesSelection } from './connection-selection.ts';

/**
 * The page as the caller selected it: edges, pageInfo, type names. Errors inside its rows are added to the run with their
 * place in the answer.
 * @param missing units whose rows may be lacking, carried in cursors
 * @param path of the connection in the answer
 */
export function showPage(
  run: Run,
  selection: ConnectionSelection,
  question: ConnectionQuestion,
  members: readonly ShardRows<Row>[],
  missing: readonly string[],
  path: Path,
): JsonObject {
  const page = takePage(members, question.size, question.direction);
  const rows = page.rows.map(({ row }) => row);
  const cursorOf = (row: Position): string => callerCursor(question, missing, row);
  const edgeCursor = (row: Row | undefined): string | null => (row === undefined ? null : cursorOf(row));
  const connection: JsonObject = selection.pageInfos({
    hasNextPage: page.hasNextPage,
    hasPreviousPage: question.after !== undefined,
    startCursor: () => edgeCursor(rows[0]),
    endCursor: () => edgeCursor(rows.at(-1)),
  });
  for (const key of selection.typenames) connection[key] = selection.typeName;
  for (const edges of selection.edges) connection[edges.responseKey] = showEdges(run, edges, rows, cursorOf, path);
  return connection;
}

function showEdges(run: Run, edges: EdgesSelection, rows: readonly Row[], cursorOf: (row: Position) => string, path: Path): JsonObject[] {
  return rows.map((row, index) => {
    const edge = row.edges[edges.responseKey] ?? {};
    for (const name of edges.cursors) edge[name] = cursorOf(row);
    for (const name of edges.typenames) edge[name] = edges.edgeType;
    for (const error of row.errors) {
      if (error.key !== edges.responseKey) continue;
      addShardError(run, error, [...path, error.key, index, ...error.path]);
    }
    return edge;
  });
}
