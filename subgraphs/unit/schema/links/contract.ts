import 'reflect-metadata';
import { buildSchemaSync } from 'type-graphql';
import { type ContractSchema, contractSchema, type ReferenceResolver } from '../../../../shared/subgraph-kit/contract-schema.ts';
import { knownTrader } from '../../service/traders.ts';
import { transferEnds } from '../../service/transfers.ts';
import type { UnitContext } from '../../service/unit-context.ts';
import { StatusQuery } from '../common/status-field.ts';
import { LinksQuery, TraderComplaintConnectionFields, TraderFields } from './links-query.ts';
import { LinkedTransfer } from './transfer.ts';

const IMPORTS = ['@key', '@shareable', '@inaccessible', '@listSize'];

const references: Readonly<Record<string, ReferenceResolver<UnitContext>>> = {
  Trader: ({ id }, context) => knownTrader(context, String(id)),
  Transfer: ({ id }, context) => transferEnds(context, id),
};

/** The contract `links`: what crosses units. Traders with the complaints about them, and both ends of transfers. */
export function linksContract(): ContractSchema {
  const schema = buildSchemaSync({
    resolvers: [LinksQuery, StatusQuery, TraderFields, TraderComplaintConnectionFields],
    orphanedTypes: [LinkedTransfer],
    validate: false,
  });
  return contractSchema(schema, IMPORTS, references, true, 'What the complaints of several units have in common.');
}
