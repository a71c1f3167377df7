/** Who a message is for: `caller` texts are sent to clients, `operator` texts only to logs and terminals. */
export type ErrorAudience = 'caller' | 'operator';

/** One entry of the error registry. */
export interface ErrorDefinition {
  /** HTTP status when the error decides a whole answer; 200 where it stands beside data. */
  readonly status: number;
  readonly audience: ErrorAudience;
  /** Whether the same request may succeed later, unchanged. */
  readonly retryable: boolean;
  /** What it means, one sentence. */
  readonly meaning: string;
  /** What to do about it, one sentence. */
  readonly remedy: string;
}

const caller = (status: number, meaning: string, remedy: string, retryable = false): ErrorDefinition => ({
  status,
  audience: 'caller',
  retryable,
  meaning,
  remedy,
});
const operator = (meaning: string, remedy: string, retryable = false): ErrorDefinition => ({
  status: 500,
  audience: 'operator',
  retryable,
  meaning,
  remedy,
});

/**
 * Every error code of the project. A code is never reused for another meaning; `docs/errors.md` is generated
 * from this table and a test compares the two.
 */
export const errorRegistry = {
  // Said by the GraphQL server itself
  GRAPHQL_PARSE_FAILED: caller(400, 'The document is not GraphQL.', 'Mend the syntax at the position named.'),
  GRAPHQL_VALIDATION_FAILED: caller(400, 'The document does not fit the schema.', 'Compare the field, argument or type named with the schema.'),
  BAD_USER_INPUT: caller(400, 'A variable or argument has a value its type does not allow.', 'Send a value of the type named.'),
  BAD_REQUEST: caller(400, 'The HTTP request is not a GraphQL request.', 'Send JSON with a `query` text, or a GET with `query`.'),
  OPERATION_RESOLUTION_FAILURE: caller(400, 'The document holds several operations and none was named.', 'Send `operationName`.'),
  INTERNAL_SERVER_ERROR: caller(500, 'A fault of ours.', 'Report it with the request id in the answer.', true),

  // Limits
  REQUEST_TOO_LARGE: caller(413, 'The request body is larger than allowed.', 'Send a smaller document or fewer variables.'),
  DOCUMENT_TOO_LARGE: caller(400, 'The document is longer than allowed.', 'Split the document.'),
  TOO_MANY_TOKENS: caller(400, 'The document has more tokens than allowed.', 'Split the document.'),
  TOO_DEEP: caller(400, 'Selections are nested deeper than allowed.', 'Ask in several requests.'),
  TOO_MANY_ALIASES: caller(400, 'More aliases than allowed.', 'Ask in several requests.'),
  TOO_MANY_ROOT_FIELDS: caller(400, 'More root fields than allowed.', 'Ask in several requests.'),
  TOO_MANY_FIELDS: caller(400, 'More fields than allowed, once fragments are written out.', 'Ask in several requests.'),
  TOO_MANY_FRAGMENTS: caller(400, 'The document defines more fragments than allowed.', 'Ask in several requests.'),
  RESERVED_NAME: caller(400, 'An alias or variable begins with two underscores, which GraphQL reserves.', 'Choose another name.'),
  OVERLOADED: caller(503, 'The gateway has more work waiting than it may queue.', 'Try again in a moment.', true),
  OPERATION_NOT_SUPPORTED: caller(400, 'Subscriptions and deferred delivery are not offered.', 'Use a query.'),
  PLANNING_FAILED: caller(500, 'No plan could be made for the operation.', 'Report it with the operation.'),

  // Values
  MALFORMED_ID: caller(200, 'The id has not the form UNIT/local-number.', 'Use an id as an answer gave it.'),
  UNKNOWN_UNIT: caller(200, 'No unit of this code is known to the federation.', 'Ask `units` for the codes.'),
  UNKNOWN_CODE: caller(200, 'A code is in no list of the federation.', 'Ask the registry for the codes.'),
  CURSOR_DAMAGED: caller(200, 'The cursor is not one of ours or was altered.', 'Start again without `after`.'),
  CURSOR_FOREIGN: caller(
    200,
    'The cursor belongs to another field, filter or order.',
    'Repeat the arguments of the page it came from, or start again without `after`.',
  ),
  PAGE_SIZE: caller(200, '`first` is outside 1 to the largest page.', 'Ask for a page within the limits and follow `endCursor`.'),
  RANGE_REVERSED: caller(200, 'A range ends before it begins.', 'Put the earlier value in `from`.'),
  TOO_MANY_DIMENSIONS: caller(200, '`groupBy` names more than three dimensions.', 'Group by three at most.'),
  DIMENSION_REPEATED: caller(200, '`groupBy` names a dimension twice.', 'Name each dimension once.'),
  BAD_INSTANT: caller(400, 'Not a date and time with zone.', 'Write RFC 3339, such as 2026-01-31T00:00:00+07:00.'),
  BAD_DATE: caller(400, 'Not a calendar date.', 'Write YYYY-MM-DD.'),
  BAD_DECIMAL: caller(400, 'Not a decimal number.', 'Write digits with an optional point, as a string.'),
  BAD_BIGINT: caller(400, 'Not a whole number.', 'Write digits, as a string or number.'),

  // Completeness
  INCOMPLETE: caller(
    503,
    'The policy of the field asks for more units than answered.',
    'Try again, or accept less with @completeness(require: QUORUM or BEST_EFFORT).',
    true,
  ),
  NO_ANSWER: caller(503, 'No unit answered.', 'Try again; see `missing` in extensions.completeness.', true),
  UNIT_MISSING: caller(200, 'The unit that holds the record did not answer.', 'Try again; see `missing` in extensions.completeness.', true),
  MOVED: caller(200, 'The record was transferred: another unit holds it under another id.', 'Ask for the id in `to`.'),
  UNIT_NOT_CONNECTED: caller(200, 'The unit named is not connected.', 'Ask the unit itself.'),
  TOTAL_UNKNOWN: caller(200, 'A total is unknown because a unit did not answer.', 'Try again, or read the list without its total.', true),
  POSSIBLY_INCOMPLETE: caller(
    200,
    'A unit that may hold a part of the answer did not answer.',
    'Try again; see `missing` in extensions.completeness.',
    true,
  ),
  BAD_COMPLETENESS: caller(400, 'The directive @completeness is used wrongly.', '`share` belongs to QUORUM and lies in (0, 1].'),
  DEADLINE_EXCEEDED: caller(503, 'The deadline of the request passed.', 'Try again, or ask for less.', true),
  SUBGRAPH_ERROR: caller(200, 'A part of the graph reported an error for this field.', 'See the message; report it if it stays.', true),
  SUBGRAPH_UNAVAILABLE: caller(200, 'A part of the graph did not answer.', 'Try again.', true),
  SHARDS_DISAGREE: caller(200, 'Units gave different values for what must be the same.', 'Report it: the units are named.'),

  // Contracts and composition
  OPEN_NOT_SAID: operator('The graph has no access rules, so everyone on this machine may read all of it.', 'Say --open if that is meant.'),
  SUPERGRAPH_INVALID: operator('The file is no Federation v2 supergraph.', 'Compose the subgraphs and give the file the composition wrote.'),
  CONTRACT_SYNTAX: operator('The contract is not GraphQL.', 'Mend the schema at the position named.'),
  CONTRACT_COMPOSITION: operator('The contracts do not compose to one graph.', 'Mend the contracts named.'),
  CONTRACT_FIELD_WITHOUT_RULE: operator(
    'A field outside rows has no rule, so nobody could say how answers of several units become one.',
    'Give it @gather or @derive, or make it a key.',
  ),
  CONTRACT_RULE_TYPE: operator('A rule does not fit the type of its field.', 'Choose a rule for this type (docs/gather-rules.md).'),
  CONTRACT_SUM_OF_FLOAT: operator('Sums of Float depend on the order of the units.', 'Use Int, BigInt or Decimal.'),
  CONTRACT_RULE_ARGUMENT: operator('A rule names an argument or field that is not there.', 'Mend `arg`, `by` or `of`.'),
  CONTRACT_CONNECTION_SHAPE: operator(
    'A CONNECTION field lacks what paging needs.',
    'Give it `first`, `after` and `orderBy` with a `direction`, edges with `cursor`, `sortKey` and `node`, and `pageInfo`.',
  ),
  CONTRACT_ROW_RETURNS_SHARDED: operator(
    'A field reachable from a row returns a row that may lie on another shard.',
    'Return a stub with @key(resolvable: false) and give its fields in a sibling contract.',
  ),
  CONTRACT_GATHER_BELOW_ROW: operator(
    'A field below a row has a gather rule, but the planner never leaves the row’s shard.',
    'Move the field to a sibling contract.',
  ),
  CONTRACT_SHARD_KEY: operator('@sharded or @covered names a key the type has not.', 'Name a field of an @key.'),

  // Configuration and start
  CONFIG_INVALID: operator('A configuration file has faults.', 'Mend every line listed.'),
  CONFIG_NOT_FOUND: operator('A configuration file is not there.', 'Check the path.'),
  HOST_NOT_LOOPBACK: operator('The server would listen beyond this machine, without access rules.', 'Use 127.0.0.1, ::1 or localhost.'),
  PORT_IN_USE: operator('The port is taken.', 'Stop what uses it, or choose another with --port.'),
  PROCESS_ENDED: operator('A process ended on its own.', 'Read the lines above and its log, then start again.', true),
  NOT_READY: operator('The gateway did not become ready in time.', 'Read the logs named, then start again.', true),
  DATABASE_UNAVAILABLE: operator('The database does not answer.', 'Check that it runs and the address and password are right.', true),
  DATABASE_MISMATCH: operator('The database belongs to another unit or version.', 'Point the unit at its own database and run the migrations.'),
  DATA_IN_USE: operator('Another process uses this data directory.', 'Stop it, or choose another with --data.'),
  UNIT_UNKNOWN_TO_FEDERATION: operator('The federation has no unit of this code.', 'Add the unit to the federation file first.'),
  CONTRACT_NOT_SERVED: operator('The unit does not serve this contract.', 'List the contract in the unit’s file.'),
  INPUT_NOT_FOUND: operator('An input file is not there.', 'Check the path.'),
  MAPPING_INVALID: operator('A mapping file has faults.', 'Mend every line listed.'),

  // Rows refused at the door (kept with their reason)
  ROW_SHAPE: operator('A row has not the number of fields its header names.', 'Mend the row at its source.'),
  ROW_VALUE: operator('A field of a row cannot be read as what the mapping says.', 'Mend the row or the mapping.'),
  ROW_UNIT: operator('A row names a unit the federation has not.', 'Mend the row or the federation file.'),
  KEY_COLLISION: operator('Two rows share a key and differ.', 'Declare a version field or mend the key.'),
} as const satisfies Record<string, ErrorDefinition>;

/** A code of the registry. */
export type ErrorCode = keyof typeof errorRegistry;
