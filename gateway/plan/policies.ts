import { type DirectiveNode, type GraphQLDirective, getDirectiveValues } from 'graphql';
import { CallerError } from '../../shared/errors/errors.ts';
import type { Policy } from '../shards/completeness.ts';
import type { JsonObject } from '../shards/gather/sourced.ts';

/** Share of known rows that QUORUM asks for unless the caller says another. */
const DEFAULT_SHARE = 0.9;

/**
 * The policies that a document asks for, per root response key.
 * @throws CallerError BAD_COMPLETENESS for a share outside (0, 1] or beside another policy
 */
export function readPolicies(
  definition: GraphQLDirective,
  directives: ReadonlyMap<string, DirectiveNode>,
  variables: JsonObject,
): ReadonlyMap<string, Policy> {
  const policies = new Map<string, Policy>();
  for (const [key, directive] of directives) {
    const values = getDirectiveValues(definition, { directives: [directive] }, variables) as { require: Policy['require']; share?: number | null };
    const share = values.share ?? undefined;
    if (share !== undefined && values.require !== 'QUORUM')
      throw new CallerError('BAD_COMPLETENESS', `share belongs to QUORUM, not to ${values.require}`);
    if (share !== undefined && !(share > 0 && share <= 1))
      throw new CallerError('BAD_COMPLETENESS', `share is ${share}; it lies above 0 and at most at 1`);
    policies.set(key, { require: values.require, share: values.require === 'QUORUM' ? (share ?? DEFAULT_SHARE) : 1 });
  }
  return policies;
}
