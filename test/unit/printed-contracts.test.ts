import { readFileSync } from 'node:fs';
import { parse, visit } from 'graphql';
import { printedContracts } from '../../scripts/print-contracts.ts';
import { projectFile } from '../../shared/subgraph-kit/project-root.ts';

describe.each(['complaints', 'links', 'mediation'])('the printed contract %s', (name) => {
  const path = projectFile(`shared/contract/sdl/${name}.graphql`);
  let sdl = '';
  beforeAll(async () => {
    sdl = (await printedContracts()).get(path) ?? '';
  });

  test('is the one checked in', () => {
    expect(sdl).toBe(readFileSync(path, 'utf8'));
  });

  test('describes every type, field, argument and value', () => {
    const bare: string[] = [];
    const check = (node: { readonly name: { readonly value: string }; readonly description?: unknown }): undefined => {
      if (node.description === undefined) bare.push(node.name.value);
      return undefined;
    };
    visit(parse(sdl), {
      ObjectTypeDefinition: check,
      InputObjectTypeDefinition: check,
      EnumTypeDefinition: check,
      ScalarTypeDefinition: check,
      FieldDefinition: check,
      InputValueDefinition: check,
      EnumValueDefinition: check,
    });
    expect(bare).toEqual([]);
  });

  test('keeps the keys and directives that plain printing drops', () => {
    expect(sdl).toContain('@link(url: "https://specs.apollo.dev/federation/v2.9"');
    expect(sdl).toContain('@key(fields: "id")');
    if (name !== 'links') expect(sdl).toContain('@key(fields: "originId")');
    expect(sdl).toContain('@sharded(key: "id")');
    expect(sdl).toContain('@gather(rule: CONNECTION)');
    expect(sdl).toContain('@listSize(slicingArguments: ["first"], sizedFields: ["edges"])');
    expect(sdl).toContain('@prune');
    expect(sdl).toContain('sortKey: String @inaccessible');
  });
});
