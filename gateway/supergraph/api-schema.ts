import { buildSchema, extendSchema, type GraphQLScalarType, type GraphQLSchema, isScalarType, parse } from 'graphql';
import { BigIntScalar, DateScalar, DateTimeScalar, DecimalScalar } from '../../shared/contract/scalars.ts';

const OPERATION_DIRECTIVES = parse(/* GraphQL */ `
  "How many of the units asked must answer for this field."
  enum CompletenessPolicy {
    "Every connected unit."
    ALL
    "Units that hold a share of the known records."
    QUORUM
    "Whichever units answer; those that do not are named in extensions.completeness."
    BEST_EFFORT
  }

  "Overrides the completeness policy of a root field."
  directive @completeness(
    require: CompletenessPolicy!
    "With QUORUM: the share of known records, above 0 and at most 1."
    share: Float
  ) on FIELD
`);

const SCALARS: readonly GraphQLScalarType<string, string>[] = [DateTimeScalar, DateScalar, DecimalScalar, BigIntScalar];

/** The schema clients see, from the public SDL of a composition: operation directives added, values of our scalars checked. */
export function buildApiSchema(publicSdl: string): GraphQLSchema {
  const schema = extendSchema(buildSchema(publicSdl, { noLocation: true }), OPERATION_DIRECTIVES);
  for (const scalar of SCALARS) giveBehaviour(schema, scalar);
  return schema;
}

function giveBehaviour(schema: GraphQLSchema, { name, description, parseValue, parseLiteral, serialize }: GraphQLScalarType<string, string>): void {
  const type = schema.getType(name);
  if (isScalarType(type)) Object.assign(type, { parseValue, parseLiteral, serialize, description: type.description ?? description });
}
