import 'reflect-metadata';
import { buildSchema } from 'type-graphql';
import { type ContractSchema, contractSchema, type ReferenceResolver } from '../../../shared/subgraph-kit/contract-schema.ts';
import { type RegistryContext, RegistryResolver, unitView } from './registry-resolver.ts';

const IMPORTS = ['@key', '@shareable'];

const codeOf = (representation: Readonly<Record<string, unknown>>): string => String(representation.code);

/** The subgraph library writes `__typename` into what it is given, and the federation is frozen. */
const copy = (entry: object | undefined): object | null => (entry === undefined ? null : { ...entry });

const references: Readonly<Record<string, ReferenceResolver<RegistryContext>>> = {
  Province: (representation, { registry }) => copy(registry.province(codeOf(representation))),
  Sector: (representation, { registry }) => copy(registry.sector(codeOf(representation))),
  Behaviour: (representation, { registry }) => copy(registry.behaviour(codeOf(representation))),
  Unit: (representation, { registry }) => {
    const entry = registry.unit(codeOf(representation));
    return entry === undefined ? null : unitView(entry, registry);
  },
};

/** The registry contract, the same for every federation. */
export async function registryContract(): Promise<ContractSchema> {
  const schema = await buildSchema({ resolvers: [RegistryResolver], validate: false });
  return contractSchema(schema, IMPORTS, references, false);
}
