import { readFileSync } from 'node:fs';
import { loadFederation } from '../../shared/config/federation.ts';
import { REFERENCE_HEADER } from '../../shared/contract/headers.ts';
import type { RunningServer } from '../../shared/subgraph-kit/http-server.ts';
import { projectFile } from '../../shared/subgraph-kit/project-root.ts';
import { REGISTRY_PATH, startRegistry } from './app.ts';
import { registryContract } from './schema/contract.ts';

interface Answer {
  readonly status: number;
  readonly reference: string | null;
  readonly data: Record<string, unknown>;
  readonly codes: readonly unknown[];
}

let vietnam: RunningServer;
let sindec: RunningServer;

beforeAll(async () => {
  const start = (name: string) =>
    startRegistry({ federation: loadFederation(projectFile(`federations/${name}/federation.yaml`)), host: '127.0.0.1', port: 0 });
  [vietnam, sindec] = await Promise.all([start('vietnam'), start('sindec')]);
});
afterAll(() => Promise.all([vietnam.close(), sindec.close()]));

async function ask(server: RunningServer, query: string, variables: Record<string, unknown> = {}): Promise<Answer> {
  const response = await fetch(`${server.url}${REGISTRY_PATH}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const body = (await response.json()) as { data?: Record<string, unknown> | null; errors?: { extensions: { code: unknown } }[] };
  const codes = (body.errors ?? []).map((error) => error.extensions.code);
  return { status: response.status, reference: response.headers.get(REFERENCE_HEADER), data: body.data ?? {}, codes };
}

describe('contract', () => {
  it('prints to the schema checked in', async () => {
    const { sdl } = await registryContract();
    expect(sdl).toBe(readFileSync(projectFile('shared/contract/sdl/registry.graphql'), 'utf8'));
  });

  it('serves the schema checked in as its SDL', async () => {
    const { data } = await ask(vietnam, '{ _service { sdl } }');
    expect((data._service as { sdl: string }).sdl).toContain('type Province @key(fields: "code")');
  });

  it('describes every type, field and argument', async () => {
    const { data } = await ask(
      vietnam,
      '{ __schema { types { name description fields { name description args { name description } } enumValues { name description } } } }',
    );
    type Described = { name: string; description: string | null };
    type Described2 = Described & { fields: (Described & { args: Described[] })[] | null; enumValues: Described[] | null };
    const { types } = data.__schema as { types: Described2[] };
    const own = types.filter(
      (type) => !type.name.startsWith('_') && !type.name.includes('__') && !['Query', 'String', 'ID', 'Boolean', 'Int', 'Float'].includes(type.name),
    );
    const fields = types.find((type) => type.name === 'Query')?.fields?.filter((field) => !field.name.startsWith('_')) ?? [];
    const parts = [
      ...own,
      ...own.flatMap((type) => [...(type.fields ?? []), ...(type.enumValues ?? [])]),
      ...fields,
      ...fields.flatMap((f) => f.args),
    ];
    expect(parts.filter((part) => !part.description).map((part) => part.name)).toEqual([]);
  });
});

describe('registry', () => {
  it('says what federation it is, with its notice', async () => {
    const { data, reference } = await ask(vietnam, '{ federation { code timeZone referenceVersion historyFrom dataNotice dataNoticeEn } }');
    expect(data.federation).toEqual({
      code: 'vietnam',
      timeZone: 'Asia/Ho_Chi_Minh',
      referenceVersion: 'vn-2026-11',
      historyFrom: '2024-01-01',
      dataNotice: 'Dữ liệu minh họa được tạo tự động',
      dataNoticeEn: 'Generated demonstration data',
    });
    expect(reference).toBe('vn-2026-11');
  });

  it('lists 34 provinces formed from 63, seven of them cities', async () => {
    const { data } = await ask(vietnam, '{ provinces { code kind formedFrom { code effectiveTo } } }');
    const provinces = data.provinces as { code: string; kind: string; formedFrom: unknown[] }[];
    expect(provinces).toHaveLength(34);
    expect(provinces.flatMap((province) => province.formedFrom)).toHaveLength(63);
    expect(provinces.filter((province) => province.kind === 'MUNICIPALITY').map((province) => province.code)).toContain('75');
    expect(provinces.filter((province) => province.kind === 'MUNICIPALITY')).toHaveLength(7);
  });

  it('reads a code as of the day it was written', async () => {
    const query = `query ($before: Date!, $after: Date!) {
      yenBai: province(code: "15", on: $before) { code name }
      laoCaiThen: province(code: "10", on: $before) { code }
      laoCaiNow: province(code: "15", on: $after) { code }
      longAn: province(code: "80", on: $before) { code name }
      hanam: province(code: "35", on: $before) { code }
      gone: province(code: "35", on: $after) { code }
      goneToday: province(code: "35") { code }
      today: province(code: "24") { name }
      none: province(code: "00", on: $before) { code }
    }`;
    const { data } = await ask(vietnam, query, { before: '2025-06-30', after: '2025-07-01' });
    expect(data).toEqual({
      yenBai: { code: '15', name: 'Tỉnh Lào Cai' },
      laoCaiThen: { code: '15' },
      laoCaiNow: { code: '15' },
      longAn: { code: '80', name: 'Tỉnh Tây Ninh' },
      hanam: { code: '37' },
      gone: null,
      goneToday: null,
      today: { name: 'Tỉnh Bắc Ninh' },
      none: null,
    });
  });

  it('lists provinces that existed on a day', async () => {
    const query = '{ now: provinces(on: "2026-01-01") { code } before: provinces(on: "2020-01-01") { code } }';
    const { data } = await ask(vietnam, query);
    expect(data.now).toHaveLength(34);
    expect(data.before).toHaveLength(34);
    expect((await ask(sindec, '{ provinces(on: "1980-01-01") { code } }')).data.provinces).toEqual([]);
  });

  it('narrows units by kind and contract', async () => {
    const { data } = await ask(
      vietnam,
      `{ all: units { code } departments: units(kind: DEPARTMENT) { code } mediators: units(contract: "mediation") { code covers }
         both: units(kind: MINISTRY_UNIT, contract: "complaints") { code province { code } } }`,
    );
    expect(data.all).toHaveLength(68);
    expect(data.departments).toHaveLength(34);
    expect(data.mediators).toHaveLength(33);
    expect((data.mediators as { code: string; covers: string[] }[]).find((unit) => unit.code === 'HBV-VN')?.covers).toEqual(['*']);
    expect(data.both).toEqual([{ code: 'VCC', province: null }]);
  });

  it('gives a unit with its province, and null for a code that is none', async () => {
    const { data } = await ask(
      vietnam,
      '{ unit(code: "SCT-79") { code name kind state contracts province { nameEn } } none: unit(code: "SCT-99") { code } }',
    );
    expect(data.unit).toEqual({
      code: 'SCT-79',
      name: 'Sở Công Thương thành phố Hồ Chí Minh',
      kind: 'DEPARTMENT',
      state: 'CERTIFIED',
      contracts: ['complaints', 'links'],
      province: { nameEn: 'Ho Chi Minh City' },
    });
    expect(data.none).toBeNull();
  });

  it('refuses a contract that the federation has not, an unknown kind and a day that is none', async () => {
    expect((await ask(vietnam, '{ units(contract: "warnings") { code } }')).codes).toEqual(['UNKNOWN_CODE']);
    expect((await ask(vietnam, '{ units(kind: SHOP) { code } }')).codes).toEqual(['GRAPHQL_VALIDATION_FAILED']);
    const bad = await ask(vietnam, 'query ($on: Date) { provinces(on: $on) { code } }', { on: '2025-02-30' });
    expect([bad.status, bad.codes]).toEqual([400, ['BAD_DATE']]);
  });

  it('resolves entities by code, and to null what is in no list', async () => {
    const query = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
      ... on Unit { code kind province { code } } ... on Province { code nameEn } ... on Sector { code name } ... on Behaviour { code article } } }`;
    const representations = [
      { __typename: 'Unit', code: 'HBV-01' },
      { __typename: 'Province', code: '01' },
      { __typename: 'Sector', code: 'TRAVEL' },
      { __typename: 'Behaviour', code: 'WARRANTY' },
      { __typename: 'Unit', code: 'X' },
      { __typename: 'Province', code: '02' },
      { __typename: 'Sector', code: '187' },
      { __typename: 'Behaviour', code: '' },
    ];
    const { data } = await ask(vietnam, query, { representations });
    expect(data._entities).toEqual([
      { code: 'HBV-01', kind: 'ASSOCIATION', province: { code: '01' } },
      { code: '01', nameEn: 'Hanoi City' },
      { code: 'TRAVEL', name: 'Du lịch, nghỉ dưỡng, sở hữu kỳ nghỉ' },
      { code: 'WARRANTY', article: '30' },
      null,
      null,
      null,
      null,
    ]);
  });

  it('runs another country with the same program', async () => {
    const { data, reference } = await ask(
      sindec,
      '{ federation { code timeZone dataNoticeEn } units { code kind } provinces { kind } sector: sectors { code name } }',
    );
    expect(reference).toBe('sindec-2019-2');
    expect(data.units).toHaveLength(16);
    expect(data.provinces).toHaveLength(27);
    expect(data.sector).toContainEqual({ code: '187', name: 'Telefonia Celular' });
    expect(data.federation).toMatchObject({ code: 'sindec', timeZone: 'America/Sao_Paulo' });
  });
});
