import fc from 'fast-check';
import type { Federation } from '../../shared/config/federation.ts';
import type { HubAnswer } from '../kit/ask.ts';
import { COMPLAINT_LIST, type ConnectionAnswer } from '../kit/connections.ts';
import type { Fault } from '../kit/fault-proxy.ts';
import { holds } from '../kit/holds.ts';
import { startHub, type TestHub } from '../kit/hub.ts';
import { ORDERS } from '../kit/questions.ts';
import { MEASURES } from '../kit/statistics.ts';
import { federationFile, readFederation } from '../kit/test-federation.ts';
import { UnitDatabases } from '../kit/unit-databases.ts';
import { until } from '../kit/until.ts';
import { sampleDraft, split, type World } from '../kit/worlds.ts';
import { listComplaints } from '../oracle/lists.ts';
import { unitOf } from '../oracle/rows.ts';
import { mediationsOf } from '../oracle/shown.ts';
import { complaintStatistics } from '../oracle/statistics.ts';

const UNITS = 34;
/** Enough for 34 units on a busy machine; tests with silent units take as long. */
const DEADLINE_MS = 2_000;
/** What the gateway may need beyond the deadline to give what it has. */
const GRACE_MS = 100;
const ORDER = { field: 'UPDATED_AT', direction: 'DESC' } as const;
const LIST = { filter: {}, orderBy: ORDER, first: 200 };
const PAGE = 10;
const EXPLAIN = { 'x-lienthong-explain': '1' };
const QUESTION = { filter: {}, groupBy: [], dateBasis: 'RECEIVED', boundaries: 'CURRENT' } as const;

const REASONS: readonly (readonly [Fault, string])[] = [
  ['HANG_UP', 'UNAVAILABLE'],
  ['SILENT', 'TIMEOUT'],
  ['SERVER_ERROR', 'UNAVAILABLE'],
  ['BAD_JSON', 'INVALID'],
  ['NOT_GRAPHQL', 'INVALID'],
  ['OTHER_SCHEMA', 'REFUSED'],
  ['TRICKLE', 'TIMEOUT'],
  ['FLOOD', 'INVALID|TIMEOUT'],
  ['CUT', 'INVALID'],
  ['OWN_ERROR', 'ERROR'],
];

const statistics = (policy = ''): string => `{ complaintStatistics ${policy} { total ${MEASURES} groups { id measures ${MEASURES} } } }`;
const codesOf = ({ errors }: HubAnswer): unknown[] => errors.map(({ extensions }) => extensions?.code);

describe('when units fail', () => {
  const databases = new UnitDatabases();
  let hub: TestHub;
  let federation: Federation;
  let world: World;
  let broken: string[];

  beforeAll(async () => {
    federation = readFederation(federationFile({ units: UNITS, overrides: { timing: { deadlineMs: DEADLINE_MS, statusEveryMs: 1_000 } } }));
    const rows = sampleDraft({ complaints: 150, mediations: 60 }, 20_260_301);
    world = split(rows, federation);
    await databases.fill(federation, world);
    // Each test is about what one request meets, so no earlier failure may keep a unit from being asked.
    hub = await startHub(federation, databases, { gateway: { breaker: { failures: 1_000_000 } } });
    const codes = federation.units.map(({ code }) => code as string);
    broken = [2, 8, 33].map((index) => codes[index] ?? '');
    await until(
      () => hub.query(statistics()),
      (answer) => answer.completeness?.coverage === 1,
    );
  });
  beforeEach(() => {
    hub.proxy.breakUnits({});
    hub.proxy.slowDown([], 0);
  });

  const all = (fault: Fault, units: readonly string[] = broken): Record<string, Fault> => Object.fromEntries(units.map((unit) => [unit, fault]));
  const others = () => world.complaints.filter(({ id }) => !broken.includes(unitOf(id)));

  function expectMissing(answer: HubAnswer, reason: string, units: readonly string[] = broken): void {
    expect(answer.completeness?.missing.map((missing) => [missing.unit, missing.reason])).toEqual(
      [...units].sort().map((unit) => [unit, expect.stringMatching(`^(${reason})$`)]),
    );
    expect(answer.completeness?.live).toEqual(answer.completeness?.asked.filter((unit) => !units.includes(unit)));
    expect(answer.milliseconds).toBeLessThan(DEADLINE_MS + GRACE_MS);
  }

  test.each(REASONS)('%s: a list names exactly those as %s and holds all rows of the others, its total is unknown', async (fault, reason) => {
    hub.proxy.breakUnits(all(fault));
    const answer = await hub.query(COMPLAINT_LIST, LIST);
    expectMissing(answer, reason);
    const { edges, totalCount } = answer.data.complaints as ConnectionAnswer;
    expect(edges.map(({ node }) => node.id)).toEqual(listComplaints(hub.oracle, others(), {}, ORDER, answer.at).map(({ id }) => id));
    expect(totalCount).toBeNull();
    expect(answer.errors).toEqual([expect.objectContaining({ path: ['complaints', 'totalCount'] })]);
    expect(codesOf(answer)).toEqual(['TOTAL_UNKNOWN']);
    expect(answer.status).toBe(200);
  });

  test.each([...REASONS, ['OTHER_REFERENCE', 'REFERENCE_VERSION'] as const])(
    '%s: statistics under ALL are refused with 503 and name exactly those as %s',
    async (fault, reason) => {
      hub.proxy.breakUnits(all(fault));
      const answer = await hub.query(statistics());
      expectMissing(answer, reason);
      expect(answer.status).toBe(503);
      expect(answer.data).toEqual({ complaintStatistics: null });
      expect(codesOf(answer)).toEqual(['INCOMPLETE']);
      expect(answer.completeness).toMatchObject({ policy: 'ALL', fields: { complaintStatistics: { policy: 'ALL' } } });
      for (const unit of broken) expect(answer.errors[0]?.message).toContain(unit);
    },
  );

  test('statistics under BEST_EFFORT count the rows of those that answered and say what share that is', async () => {
    hub.proxy.breakUnits(all('HANG_UP'));
    const answer = await hub.query(statistics('@completeness(require: BEST_EFFORT)'));
    expectMissing(answer, 'UNAVAILABLE');
    expect(answer.status).toBe(200);
    expect(answer.errors).toEqual([]);
    expect(answer.data.complaintStatistics).toEqual(complaintStatistics(hub.oracle, others(), QUESTION, answer.at));
    expect(answer.completeness?.policy).toBe('BEST_EFFORT');
    expect(answer.completeness?.coverage).toBeCloseTo(heldShare(answer.at), 10);
  });

  /** Share of the rows held at an instant that the units still there hold. */
  const heldShare = (at: string): number => {
    const count = (rows: World['complaints']): number => listComplaints(hub.oracle, rows, {}, ORDER, at).length;
    return count(others()) / count(world.complaints);
  };

  test('statistics under QUORUM are given from the share of known rows that the caller names, and refused below it', async () => {
    hub.proxy.breakUnits(all('SERVER_ERROR'));
    const share = heldShare(new Date().toISOString());
    const enough = await hub.query(statistics(`@completeness(require: QUORUM, share: ${(share - 0.01).toFixed(4)})`));
    expect(enough.errors).toEqual([]);
    expect(enough.status).toBe(200);
    expect(enough.completeness?.policy).toBe('QUORUM');
    expect(enough.data.complaintStatistics).toEqual(complaintStatistics(hub.oracle, others(), QUESTION, enough.at));
    const tooFew = await hub.query(statistics(`@completeness(require: QUORUM, share: ${(share + 0.01).toFixed(4)})`));
    expectMissing(tooFew, 'UNAVAILABLE');
    expect(tooFew.status).toBe(503);
    expect(tooFew.data).toEqual({ complaintStatistics: null });
    expect(codesOf(tooFew)).toEqual(['INCOMPLETE']);
  });

  test('a list under ALL is refused like statistics', async () => {
    hub.proxy.breakUnits(all('HANG_UP'));
    const answer = await hub.query('{ complaints @completeness(require: ALL) { edges { node { id } } } }');
    expect([answer.status, answer.data, codesOf(answer)]).toEqual([503, { complaints: null }, ['INCOMPLETE']]);
  });

  test.each([
    ['a list', '{ complaints { edges { node { id } } } }', 'complaints'],
    ['statistics', statistics('@completeness(require: BEST_EFFORT)'), 'complaintStatistics'],
  ])('with every unit gone, %s is an error, not an empty answer', async (_, document, field) => {
    const units = federation.units.map(({ code }) => code as string);
    hub.proxy.breakUnits(all('SILENT', units));
    const answer = await hub.query(document);
    expectMissing(answer, 'TIMEOUT', units);
    expect([answer.status, answer.data, codesOf(answer)]).toEqual([503, { [field]: null }, ['NO_ANSWER']]);
  });

  test('units that are slow but in time are waited for', async () => {
    hub.proxy.slowDown(broken, 250);
    const answer = await hub.query(statistics());
    expect(answer.errors).toEqual([]);
    expect(answer.data.complaintStatistics).toEqual(complaintStatistics(hub.oracle, world.complaints, QUESTION, answer.at));
  });

  test('each root field has its own account and its own policy', async () => {
    hub.proxy.breakUnits(all('HANG_UP'));
    const answer = await hub.query(`{
      list: complaints { edges { node { id } } }
      strict: complaintStatistics { total { received } }
      loose: complaintStatistics @completeness(require: BEST_EFFORT) { total { received } }
      untouched: complaints(filter: { units: ["${federation.units[0]?.code}"] }) { edges { node { id } } }
    }`);
    expect(answer.data).toMatchObject({ list: { edges: expect.anything() }, strict: null, loose: { total: expect.anything() } });
    expect(codesOf(answer)).toEqual(['INCOMPLETE']);
    const policies = Object.entries(answer.completeness?.fields ?? {}).map(([key, { policy, missing }]) => [key, policy, missing.length]);
    expect(Object.fromEntries(policies.map(([key, ...rest]) => [key, rest]))).toEqual({
      list: ['BEST_EFFORT', 3],
      strict: ['ALL', 3],
      loose: ['BEST_EFFORT', 3],
      untouched: ['BEST_EFFORT', 0],
    });
  });

  test('a unit missing on one page stays named on the later pages of the walk', async () => {
    hub.proxy.breakUnits(all('HANG_UP'));
    const first = await hub.query(COMPLAINT_LIST, { ...LIST, first: 10 });
    hub.proxy.breakUnits({});
    const { endCursor } = (first.data.complaints as ConnectionAnswer).pageInfo;
    const second = await hub.query(COMPLAINT_LIST, { ...LIST, first: 10, after: endCursor });
    expectMissing(second, 'EARLIER_PAGE');
    const { edges } = second.data.complaints as ConnectionAnswer;
    expect(edges).toHaveLength(10);
    const after = ((first.data.complaints as ConnectionAnswer).edges.at(-1)?.node.id ?? '') as string;
    const whole = listComplaints(hub.oracle, world.complaints, {}, ORDER, second.at).map(({ id }) => id);
    expect(edges.map(({ node }) => node.id)).toEqual(whole.slice(whole.indexOf(after) + 1).slice(0, 10));
  });

  test('a unit that fails between the two rounds of a page is named, and no row of another unit is lost or out of order', async () => {
    const { orderBy, unit } = await pageOfTwoRounds();
    const whole = listComplaints(hub.oracle, world.complaints, {}, orderBy, new Date().toISOString()).map(({ id }) => id);
    hub.proxy.breakAfter(unit, 1);
    const answer = await hub.query(COMPLAINT_LIST, { orderBy, first: PAGE });
    expectMissing(answer, 'UNAVAILABLE', [unit]);
    const page = (answer.data.complaints as ConnectionAnswer).edges.map(({ node }) => node.id);
    const of = (ids: readonly string[], own: boolean): string[] => ids.filter((id) => (unitOf(id) === unit) === own);
    expect(of(page, false)).toEqual(of(whole, false).slice(0, of(page, false).length));
    expect(of(page, true)).toEqual(of(whole, true).slice(0, of(page, true).length));
    expect(page).toEqual(whole.filter((id) => page.includes(id)));
  });

  /** An order in which a page takes two rounds, and a unit that is asked in both. */
  async function pageOfTwoRounds(): Promise<{ orderBy: (typeof ORDERS)[number]; unit: string }> {
    for (const orderBy of ORDERS) {
      const { explain } = await hub.query(COMPLAINT_LIST, { orderBy, first: PAGE }, EXPLAIN);
      const again = explain?.parts[0]?.shards.find(({ round }) => round === 2);
      if (again !== undefined) return { orderBy, unit: again.unit };
    }
    throw new Error('every page takes one round');
  }

  test('any units may fail in any ways at once', async () => {
    const quick = REASONS.filter(([fault]) => !['SILENT', 'TRICKLE', 'FLOOD'].includes(fault));
    const codes = federation.units.map(({ code }) => code as string);
    const failing = fc.dictionary(fc.constantFrom(...codes), fc.constantFrom(...quick), { minKeys: 1, maxKeys: UNITS - 1 });
    await holds(
      fc.asyncProperty(failing, fc.constantFrom(...ORDERS), async (faults, orderBy) => {
        hub.proxy.breakUnits(Object.fromEntries(Object.entries(faults).map(([unit, [fault]]) => [unit, fault])));
        const rest = world.complaints.filter(({ id }) => !(unitOf(id) in faults));
        const named = Object.entries(faults)
          .map(([unit, [, reason]]) => [unit, reason])
          .sort();
        const list = await hub.query(COMPLAINT_LIST, { orderBy, first: 200 });
        expect(list.completeness?.missing.map(({ unit, reason }) => [unit, reason]).sort()).toEqual(named);
        const { edges } = list.data.complaints as ConnectionAnswer;
        expect(edges.map(({ node }) => node.id)).toEqual(listComplaints(hub.oracle, rest, {}, orderBy, list.at).map(({ id }) => id));
        const counted = await hub.query(statistics('@completeness(require: BEST_EFFORT)'));
        expect(counted.completeness?.missing.map(({ unit, reason }) => [unit, reason]).sort()).toEqual(named);
        expect(counted.data.complaintStatistics).toEqual(complaintStatistics(hub.oracle, rest, QUESTION, counted.at));
      }),
      6,
    );
  });

  test('one complaint is asked of its own unit alone and is an error when that unit is gone', async () => {
    const row = world.complaints.find(({ id, transfer }) => broken.includes(unitOf(id)) && transfer === null);
    hub.proxy.takeRequests();
    const document = 'query One($id: ID!) { complaint(id: $id) { id receivedAt } }';
    const whole = await hub.query(document, { id: row?.id });
    expect(whole.data).toEqual({ complaint: { id: row?.id, receivedAt: row?.receivedAt } });
    const asked = hub.proxy.takeRequests().filter(({ body }) => body.includes('receivedAt'));
    expect(asked.map(({ unit }) => unit)).toEqual([unitOf(row?.id ?? '')]);
    hub.proxy.breakUnits(all('SILENT'));
    const answer = await hub.query(document, { id: row?.id });
    expect([answer.data, codesOf(answer)]).toEqual([{ complaint: null }, ['UNIT_MISSING']]);
    expect(answer.milliseconds).toBeLessThan(DEADLINE_MS + GRACE_MS);
  });

  test('mediations of a complaint are null with an error when an association that may hold some is missing, and given elsewhere', async () => {
    const association = federation.units.find(({ contracts, covers }) => contracts.includes('mediation') && covers.length === 2);
    if (association === undefined) throw new Error('no association covers two units');
    hub.proxy.breakUnits({ [association.code]: 'SERVER_ERROR' }, 'mediation');
    const answer = await hub.query('{ complaints(first: 200) { edges { node { originId mediations { id } } } } }');
    const { edges } = answer.data.complaints as { edges: { node: { originId: string; mediations: { id: string }[] | null } }[] };
    const mayHold = [association.code as string, ...association.covers];
    for (const { node } of edges) {
      const known = mediationsOf(world.mediations, node.originId).map(({ id }) => ({ id }));
      expect(node.mediations).toEqual(mayHold.includes(unitOf(node.originId)) ? null : known);
    }
    const untold = edges.flatMap(({ node }, index) => (node.mediations === null ? [['complaints', 'edges', index, 'node', 'mediations']] : []));
    expect(untold.length).toBeGreaterThan(0);
    expect(answer.errors.map(({ path }) => path)).toEqual(untold);
    expect(new Set(codesOf(answer))).toEqual(new Set(['POSSIBLY_INCOMPLETE']));
    expect(answer.completeness?.missing.map(({ unit }) => unit)).toEqual([association.code]);
  });
});
