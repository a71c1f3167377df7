/** The instant of the operation, microseconds in UTC, to a shard. A shard uses its own clock only without it. */
export const AT_HEADER = 'x-lienthong-at';
/** The id of the request, to a shard and back to the client. */
export const REQUEST_ID_HEADER = 'x-lienthong-request-id';
/** The version of the federation's reference data a shard answered with. */
export const REFERENCE_HEADER = 'x-lienthong-reference';
/** Asks the gateway for `extensions.explain` when `1`. */
export const EXPLAIN_HEADER = 'x-lienthong-explain';
