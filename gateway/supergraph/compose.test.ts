import { coerceInputValue, GraphQLError, type GraphQLInputType, isObjectType, Kind, parse, printSchema, validate } from 'graphql';
import { composeFederation, type Supergraph } from './compose.ts';
import { projectContract, projectContracts, shardedContract, warnings } from './fixtures/contracts.ts';

const plan = ({ planner }: Supergraph, query: string): string => JSON.stringify(planner.plan(query, null, new Set(), 0));
const services = (supergraph: Supergraph, query: string): string[] =>
  [...plan(supergraph, query).matchAll(/"serviceName":"(\w+)"/g)].map((match) => match[1] ?? '');

describe('the composed contracts of the project', () => {
  const supergraph = composeFederation(projectContracts());

  it('show clients neither sort keys nor shard status nor the shard vocabulary', () => {
    const api = printSchema(supergraph.apiSchema);
    expect(api).not.toMatch(/sortKey|shardStatus|ShardStatus|CoveredPeriod|GatherRule|DeriveOp|PeriodBound|@gather|@sharded|join__|_entities|_Any/);
    expect(api).toContain('complaintStatistics');
  });

  it('show clients the operation directives', () => {
    const document = parse('{ complaints @completeness(require: QUORUM, share: 0.9) { totalCount } }');
    expect(validate(supergraph.apiSchema, document)).toEqual([]);
    expect(validate(supergraph.apiSchema, parse('{ complaints @completeness(require: SOME) { totalCount } }'))).toHaveLength(1);
  });

  it('show clients every field that the planner plans', () => {
    const planned = parse(supergraph.planner.consumerSchema).definitions.flatMap((node) =>
      node.kind === Kind.OBJECT_TYPE_DEFINITION ? (node.fields ?? []).map((field) => `${node.name.value}.${field.name.value}`) : [],
    );
    const shown = Object.values(supergraph.apiSchema.getTypeMap()).flatMap((type) =>
      isObjectType(type) ? Object.keys(type.getFields()).map((field) => `${type.name}.${field}`) : [],
    );
    const ours = (fields: string[]): string[] => fields.filter((field) => !field.includes('__')).sort();
    expect(ours(shown)).toEqual(ours(planned));
  });

  it('know the rules of each contract by the name of its subgraph', () => {
    const rules = supergraph.contracts.get('complaints')?.rules;
    expect(rules?.fieldRule('Query', 'complaint')).toEqual({ rule: 'ROUTE', arg: 'id' });
    expect(rules?.fieldRule('ComplaintGroup', 'id')).toEqual({ rule: 'KEY' });
    expect(rules?.fieldRule('StepMeasures', 'step')).toEqual({ rule: 'KEY' });
    expect(rules?.fieldRule('AmountSummary', 'sum')).toEqual({ rule: 'SUM', scalar: 'Decimal' });
    expect(rules?.fieldRule('DaysSummary', 'p90')).toEqual({ rule: 'QUANTILE', of: ['histogram'], q: 0.9 });
    expect(rules?.fieldRule('Complaint', 'status')).toBeUndefined();
    expect(rules?.shardKey('Complaint')).toBe('id');
    expect(supergraph.contracts.get('mediation')?.rules.coveredKey('Complaint')).toBe('originId');
    expect(supergraph.contracts.get('registry')?.rules.fieldRule('Query', 'units')).toBeUndefined();
  });

  it('know where arguments name units and periods', () => {
    const rules = supergraph.contracts.get('complaints')?.rules;
    expect(rules?.argumentRules('Query', 'complaints')).toEqual({
      prune: [['filter', 'units']],
      period: [
        { path: ['filter', 'received'], bound: 'BOTH' },
        { path: ['filter', 'resolved'], bound: 'BOTH' },
      ],
    });
    expect(rules?.argumentRules('Query', 'contactStatistics').period).toEqual([
      { path: ['from'], bound: 'FROM' },
      { path: ['to'], bound: 'TO' },
    ]);
    expect(rules?.argumentRules('Query', 'complaint')).toEqual({ prune: [], period: [] });
  });

  it('find the type of an entity field in the schema of its contract', () => {
    const { schema } = supergraph.contracts.get('mediation') ?? {};
    expect(String(schema?.getQueryType()?.getFields()._entities?.type)).toBe('[_Entity]!');
    const complaint = schema?.getType('Complaint');
    expect(isObjectType(complaint) && String(complaint.getFields().mediations?.type)).toBe('[Mediation!]');
  });

  it('leave the shard of a mediation before asking for all mediations of its complaint', () => {
    expect(services(supergraph, '{ mediations { edges { node { complaint { originId mediations { id } } } } } }')).toEqual([
      'mediation',
      'mediation_gathered',
    ]);
    expect(supergraph.contracts.get('mediation_gathered')).toBe(supergraph.contracts.get('mediation'));
  });

  it('fetch the mediations of complaints whole, in one step', () => {
    expect(services(supergraph, '{ complaints { edges { node { mediations { id method outcome unit { code } } } } } }')).toEqual([
      'complaints',
      'mediation_gathered',
    ]);
  });

  it('answer statistics in one fetch', () => {
    expect(
      services(supergraph, '{ complaintStatistics(groupBy: [PROVINCE]) { groups { dimensions { province { code } } measures { received } } } }'),
    ).toEqual(['complaints']);
  });
});

describe('values of the API schema', () => {
  const { apiSchema } = composeFederation(projectContracts());
  const read = (name: string, value: unknown): unknown => coerceInputValue(value, apiSchema.getType(name) as GraphQLInputType);

  it('are brought to their canonical form', () => {
    expect(read('DateTime', '2026-01-31T00:00:00+07:00')).toBe('2026-01-30T17:00:00.000000Z');
    expect(read('Decimal', '1.50')).toBe('1.5');
    expect(read('BigInt', '007')).toBe('7');
  });

  it.each([
    ['DateTime', '2026-01-31'],
    ['Date', '2026-02-30'],
    ['Decimal', 'much'],
    ['BigInt', '1.5'],
  ])('are refused when a %s is %s', (name, value) => {
    expect(() => read(name, value)).toThrow(GraphQLError);
  });
});

describe('composing', () => {
  it('takes one more sharded contract as it is', () => {
    const supergraph = composeFederation([...projectContracts(), warnings]);
    expect(services(supergraph, '{ warnings(first: 5) { totalCount edges { node { kind decisionNumber expiresOn unit { name } } } } }')).toEqual([
      'warnings',
      'registry',
    ]);
    expect(supergraph.contracts.get('warnings')?.rules.fieldRule('WarningKindCount', 'kind')).toEqual({ rule: 'KEY' });
    expect(printSchema(supergraph.apiSchema)).not.toContain('sortKey');
  });

  it('keeps the descriptions of types, fields, arguments, inputs and enum values', () => {
    const { apiSchema } = composeFederation([
      shardedContract(/* GraphQL */ `
        type Query {
          "FIELD"
          row(
            "ARGUMENT"
            id: ID!
            filter: Filter
          ): Row @gather(rule: ROUTE, arg: "id")
        }
        "TYPE"
        type Row @key(fields: "id") @sharded(key: "id") { id: ID! kind: Kind }
        "INPUT"
        input Filter {
          "INPUT FIELD"
          kind: Kind
        }
        "ENUM"
        enum Kind {
          "VALUE"
          ONE
        }
      `),
    ]);
    const api = printSchema(apiSchema);
    for (const text of ['FIELD', 'ARGUMENT', 'TYPE', 'INPUT', 'INPUT FIELD', 'ENUM', 'VALUE']) expect(api).toContain(`"""${text}"""`);
  });

  it('gives a changed rule another version though the graph is the same', () => {
    const changed = { ...warnings, sdl: warnings.sdl.replace('total: Int! @gather(rule: SUM)', 'total: Int! @gather(rule: MAX)') };
    const [before, after] = [composeFederation([warnings, projectContract('registry')]), composeFederation([changed, projectContract('registry')])];
    expect(after.sdl).toBe(before.sdl);
    expect(after.version).not.toBe(before.version);
    expect(composeFederation([warnings, projectContract('registry')]).version).toBe(before.version);
  });

  it('names every reason why contracts do not fit together', () => {
    const other = shardedContract(warnings.sdl.replace(/^.*\n/, ''), 'advice');
    expect(() => composeFederation([warnings, other])).toThrow(
      expect.objectContaining({ code: 'CONTRACT_COMPOSITION', faults: expect.arrayContaining([expect.stringContaining('Query.warning')]) }),
    );
  });
});
