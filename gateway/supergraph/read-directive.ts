import { type ConstDirectiveNode, type GraphQLSchema, getDirectiveValues } from 'graphql';
import { type ContractFault, faultAt } from './contract-fault.ts';

/** A node that carries directives in a contract's file. */
export interface Directed {
  readonly directives?: readonly ConstDirectiveNode[] | undefined;
}

/** A directive as it stands in the contract's file. */
export interface ReadDirective {
  readonly node: ConstDirectiveNode;
  readonly values: Readonly<Record<string, unknown>>;
}

/**
 * The values of a directive of the shard vocabulary on one of several nodes (a type and its extensions); undefined when
 * it stands on none.
 * @param faults receives values the vocabulary does not allow, such as an unknown rule
 */
export function readDirective(
  schema: GraphQLSchema,
  name: string,
  place: string,
  carriers: readonly (Directed | null | undefined)[],
  faults: ContractFault[],
): ReadDirective | undefined {
  const definition = schema.getDirective(name);
  const node = carriers.flatMap((carrier) => carrier?.directives ?? []).find((directive) => directive.name.value === name);
  if (!definition || !node) return undefined;
  try {
    return { node, values: getDirectiveValues(definition, { directives: [node] }) ?? {} };
  } catch (error) {
    faults.push(faultAt('CONTRACT_SYNTAX', place, node, error instanceof Error ? error.message : String(error)));
    return undefined;
  }
}
