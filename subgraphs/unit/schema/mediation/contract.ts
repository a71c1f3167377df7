import 'reflect-metadata';
import { buildSchemaSync } from 'type-graphql';
import { type ContractSchema, contractSchema, type ReferenceResolver } from '../../../../shared/subgraph-kit/contract-schema.ts';
import { mediationById } from '../../service/mediation-lists.ts';
import { checkedRowId } from '../../service/row-id.ts';
import type { UnitContext } from '../../service/unit-context.ts';
import { StatusQuery } from '../common/status-field.ts';
import { MediatedComplaintFields, MediationConnectionFields, MediationQuery } from './mediation-query.ts';

const IMPORTS = ['@key', '@shareable', '@inaccessible', '@listSize'];

const references: Readonly<Record<string, ReferenceResolver<UnitContext>>> = {
  Complaint: ({ originId }) => ({ originId: checkedRowId(originId).id }),
  Mediation: ({ id }, context) => mediationById(context, id),
};

/** The contract `mediation`: mediations of an association, their statistics, and the mediations of a complaint. */
export function mediationContract(): ContractSchema {
  const schema = buildSchemaSync({
    resolvers: [MediationQuery, StatusQuery, MediatedComplaintFields, MediationConnectionFields],
    validate: false,
  });
  return contractSchema(schema, IMPORTS, references, true, 'Mediations of consumer associations.');
}
