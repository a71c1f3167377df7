import { registerEnumType } from 'type-graphql';

/** Registers an enum of the graph from its values and what each means, and gives the object type-graphql knows it by. */
export function describedEnum<V extends string>(name: string, description: string, values: Readonly<Record<V, string>>): { readonly [K in V]: K } {
  const names = Object.keys(values) as V[];
  const members = Object.fromEntries(names.map((value) => [value, value])) as { readonly [K in V]: K };
  registerEnumType(members, {
    name,
    description,
    valuesConfig: Object.fromEntries(names.map((value) => [value, { description: values[value] }])) as Record<V, { description: string }>,
  });
  return members;
}
