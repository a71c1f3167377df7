import { buildASTSchema, isAbstractType, isInterfaceType, isObjectType, parse } from 'graphql';

/** Whether an object of one type counts as another: the same, or a member of that interface or union. */
export type IsOfType = (typeName: unknown, condition: string) => boolean;

/** The types of a supergraph, those hidden from clients included, as plans know them. */
export function typeRelations(supergraphSdl: string): IsOfType {
  const schema = buildASTSchema(parse(supergraphSdl, { noLocation: true }), { assumeValidSDL: true });
  return (typeName, condition) => {
    if (typeName === condition) return true;
    const [type, other] = [schema.getType(String(typeName)), schema.getType(condition)];
    return isAbstractType(other) && (isObjectType(type) || isInterfaceType(type)) && schema.isSubType(other, type);
  };
}
