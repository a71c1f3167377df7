import type { ASTNode } from 'graphql';
import { OperatorError } from '../../shared/errors/errors.ts';
import type { ErrorCode } from '../../shared/errors/registry.ts';

/** What may be wrong with a contract. */
export type ContractErrorCode = Extract<ErrorCode, `CONTRACT_${string}`>;

/** One thing wrong with a contract. */
export interface ContractFault {
  readonly code: ContractErrorCode;
  /** Such as `Query.complaints` or `Query.complaints(first:)`. */
  readonly place: string;
  /** In the contract's file, from 1; undefined for what stands in no file. */
  readonly line: number | undefined;
  readonly message: string;
}

/** A fault at a node of the contract's document. */
export function faultAt(code: ContractErrorCode, place: string, node: ASTNode | null | undefined, message: string): ContractFault {
  return { code, place, line: node?.loc?.startToken.line, message };
}

/**
 * One OperatorError for all faults of a contract: its code is the first fault's, each line begins with its own code and
 * names type, field and line.
 */
export function contractError(contract: string, faults: readonly ContractFault[]): OperatorError {
  const lines = faults.map(({ code, place, line, message }) => `${code} ${place}${line === undefined ? '' : ` (line ${line})`}: ${message}`);
  const count = `${faults.length} fault${faults.length === 1 ? '' : 's'}`;
  return new OperatorError(faults[0]?.code ?? 'CONTRACT_SYNTAX', `contract ${contract} has ${count}`, lines);
}
