import 'reflect-metadata';
import { buildSchemaSync } from 'type-graphql';
import { type ContractSchema, contractSchema, type ReferenceResolver } from '../../../../shared/subgraph-kit/contract-schema.ts';
import { complaintByOrigin, complaintRecord } from '../../service/complaint-lists.ts';
import type { UnitContext } from '../../service/unit-context.ts';
import { StatusQuery } from '../common/status-field.ts';
import { ComplaintConnectionFields, ComplaintFields } from './complaint-fields.ts';
import { ComplaintQuery } from './complaint-query.ts';

const IMPORTS = ['@key', '@shareable', '@inaccessible', '@listSize'];

const references: Readonly<Record<string, ReferenceResolver<UnitContext>>> = {
  Complaint: ({ id, originId }, context) => (id === undefined ? complaintByOrigin(context, originId) : complaintRecord(context, id)),
};

/** The contract `complaints`: complaints of a body, their statistics, and contact statistics. */
export function complaintsContract(): ContractSchema {
  const schema = buildSchemaSync({
    resolvers: [ComplaintQuery, StatusQuery, ComplaintFields, ComplaintConnectionFields],
    validate: false,
  });
  return contractSchema(schema, IMPORTS, references, true, 'Complaints of the bodies that receive consumers’ matters.');
}
