import { loadFederation } from '../../../shared/config/federation.ts';
import { boundaries } from '../../../shared/domain/boundaries.ts';
import { compareDecimals } from '../../../shared/domain/decimal.ts';
import { isCanonicalInstant } from '../../../shared/domain/instant.ts';
import { localDayIn } from '../../../shared/domain/local-day.ts';
import type { ComplaintRecord, MediationRecord } from '../../../shared/domain/records.ts';
import { workingDayClock } from '../../../shared/domain/working-days.ts';
import { projectFile } from '../../../shared/subgraph-kit/project-root.ts';
import { fillVietnam } from './fill.ts';
import { taxCode } from './traders.ts';

const federation = loadFederation(projectFile('federations/vietnam/federation.yaml'));
const filling = fillVietnam({ federation, scale: 0.05 });
const complaints = new Map<string, ComplaintRecord>();
const byUnit = new Map<string, ComplaintRecord[]>();
const mediations: MediationRecord[] = [];
for (const unit of filling.units) {
  const rows = [...filling.recordsOf(unit).complaints];
  byUnit.set(unit, rows);
  for (const row of rows) {
    if (complaints.has(row.id)) throw new Error(`id twice: ${row.id}`);
    complaints.set(row.id, row);
  }
  mediations.push(...filling.recordsOf(unit).mediations);
}
const all = [...complaints.values()];
const localDay = localDayIn(federation.timeZone);
const meaning = boundaries(federation.provinces);
const share = (test: (row: ComplaintRecord) => boolean, rows = all): number => (100 * rows.filter(test).length) / rows.length;
const LAST_INSTANT = '2026-11-14T17:00:00.000000Z';

describe('generated data of Viet Nam', () => {
  it('gives the same rows again, in any order of units, and others for another seed', () => {
    const again = fillVietnam({ federation, scale: 0.05 });
    const unit = filling.units[3];
    if (unit === undefined) throw new Error('no unit');
    expect([...again.recordsOf(unit).complaints]).toEqual(byUnit.get(unit));
    const other = fillVietnam({ federation, scale: 0.05, seed: 'other' });
    expect([...other.recordsOf(unit).complaints]).not.toEqual(byUnit.get(unit));
  });

  it('grows with the scale to more than 100,000 complaints and 20,000 mediations at scale 1', () => {
    expect(all.length * 20).toBeGreaterThan(100_000);
    expect(mediations.length * 20).toBeGreaterThan(20_000);
    expect(all.length).toBeLessThan(7_000);
  });

  it('refuses a scale that is none', () => {
    expect(() => fillVietnam({ federation, scale: 0 })).toThrow(RangeError);
    expect(() => fillVietnam({ federation, scale: Number.NaN })).toThrow(RangeError);
  });

  it('fills every connected unit and leaves out the one that is only expected', () => {
    expect(filling.units).toHaveLength(67);
    expect(filling.units).not.toContain('HBV-11');
    for (const unit of filling.units) expect(byUnit.get(unit)?.length === 0).toBe(unit === 'HBV-46');
  });

  it('has the published shape: Ho Chi Minh City, e-commerce, travel, quality and warranty', () => {
    const hcmc = share((row) => meaning(row.provinceCode, localDay(row.receivedAt))?.current === '79');
    expect(Math.abs(hcmc - 36)).toBeLessThan(2.5);
    expect(Math.abs(share((row) => row.sector === 'ECOMMERCE') - 21.7)).toBeLessThan(2);
    expect(Math.abs(share((row) => row.sector === 'TRAVEL') - 8.7)).toBeLessThan(1.5);
    expect(Math.abs(share((row) => row.behaviours[0] === 'QUALITY_DELIVERY') - 27)).toBeLessThan(2);
    expect(Math.abs(share((row) => row.behaviours[0] === 'WARRANTY') - 21)).toBeLessThan(2);
  });

  it('has the Commission’s channels change from post to web and e-mail', () => {
    const own = (byUnit.get('VCC') ?? []).filter((row) => row.channel !== 'TRANSFER');
    const before = own.filter((row) => row.receivedAt < '2024-12-29T17');
    const after = own.filter((row) => row.receivedAt >= '2025-01-05T17');
    expect(Math.abs(share((row) => row.channel === 'POST', before) - 73.3)).toBeLessThan(8);
    expect(Math.abs(share((row) => row.channel === 'ONLINE', after) - 41.7)).toBeLessThan(8);
  });

  it('adds the Commission’s calls up to the published figures', () => {
    const calls = [...fillVietnam({ federation }).recordsOf('VCC' as (typeof filling.units)[number]).contacts];
    const sum = (from: string, to: string, key: 'received' | 'answered'): number =>
      calls.filter((row) => row.day >= from && row.day < to).reduce((total, row) => total + row[key], 0);
    expect(sum('2024-01-01', '2024-09-01', 'received')).toBe(6_394);
    expect(sum('2024-01-01', '2024-09-01', 'answered')).toBe(4_469);
    expect(sum('2025-01-01', '2025-10-01', 'received')).toBe(11_542);
    expect(sum('2025-01-01', '2026-01-01', 'received')).toBe(14_864);
    expect(calls.every((row) => row.advised <= row.answered && row.answered <= row.received && row.received > 0)).toBe(true);
  });

  it('writes codes of the list of the day: former provinces before the mergers, the 34 after', () => {
    const former = new Set(federation.provinces.flatMap((province) => province.formedFrom.map((old) => old.code)));
    const current = new Set(federation.provinces.map((province) => province.code));
    const before = all.filter((row) => localDay(row.receivedAt) < '2025-07-01');
    expect(before.every((row) => former.has(row.provinceCode))).toBe(true);
    expect(new Set(before.map((row) => row.provinceCode)).size).toBeGreaterThan(55);
    expect(all.filter((row) => localDay(row.receivedAt) >= '2025-07-01').every((row) => current.has(row.provinceCode))).toBe(true);
  });

  it('uses only units, sectors and behaviours of the federation', () => {
    const sectors = new Set(federation.sectors.map((item) => item.code));
    const behaviours = new Set(federation.behaviours.map((item) => item.code));
    expect(all.every((row) => sectors.has(row.sector) && row.behaviours.every((code) => behaviours.has(code)))).toBe(true);
    for (const [unit, rows] of byUnit) expect(rows.every((row) => row.id.startsWith(`${unit}/`))).toBe(true);
  });

  it('holds no instant after the data end and none out of order', () => {
    for (const row of all) {
      const instants = [row.receivedAt, row.forwardedAt, row.resolvedAt, row.updatedAt, row.transfer?.effectiveAt].filter((at) => at != null);
      expect(instants.every((at) => isCanonicalInstant(at) && at < LAST_INSTANT)).toBe(true);
      expect([row.forwardedAt, row.resolvedAt, row.updatedAt].every((at) => at === null || at >= row.receivedAt)).toBe(true);
      expect(row.steps.every((step) => step.doneAt === null || step.startedAt === null || step.doneAt >= step.startedAt)).toBe(true);
      if (row.transfer !== null) expect((row.transfer.effectiveAt ?? '') >= row.transfer.offeredAt).toBe(true);
    }
  });

  it('sets terms by the working-day clock, and no step is due where the unit does not record it', () => {
    const clock = workingDayClock(federation.calendar, federation.timeZone);
    const term = { FORWARD: 7, ACKNOWLEDGE: 3, NEGOTIATE: 7, REFUSE_IN_WRITING: 7, REPORT_RESULT: 5 };
    const seen = new Set<string>();
    for (const step of all.slice(0, 1_500).flatMap((row) => row.steps)) {
      if (step.startedAt === null || step.step === 'LOCAL_ANSWER') continue;
      expect(step.dueAt).toBe(clock.dueAt(step.startedAt, term[step.step]));
    }
    for (const step of all.flatMap((row) => row.steps)) {
      if (!step.recorded || step.dueAt === null) seen.add('unknown');
      else if (step.doneAt !== null) seen.add(step.doneAt <= step.dueAt ? 'met' : 'missed');
      else seen.add(step.dueAt < LAST_INSTANT ? 'missed' : 'running');
    }
    expect([...seen].sort()).toEqual(['met', 'missed', 'running', 'unknown']);
  });

  it('keeps status, outcome, grounds and amounts consistent', () => {
    for (const row of all) {
      const final = ['RESOLVED', 'REFUSED', 'WITHDRAWN'].includes(row.status);
      expect(row.outcome !== null).toBe(final);
      if (final) expect(row.resolvedAt).not.toBeNull();
      expect(row.refusalGround !== null).toBe(row.status === 'REFUSED');
      if (row.settledAmount !== null) expect(compareDecimals(row.settledAmount, row.claimedAmount ?? '0')).toBeLessThanOrEqual(0);
    }
    expect(share((row) => row.claimedAmount === null)).toBeGreaterThan(15);
    expect(share((row) => row.resolvedAt === null)).toBeGreaterThan(5);
    expect(share((row) => row.respondents.length > 1)).toBeGreaterThan(15);
  });

  it('names traders by tax codes with a fitting check digit, met in many units, and others by a code of the unit', () => {
    expect(taxCode('010023348')).toBe('0100233488');
    expect(taxCode('030058856')).toBe('0300588569');
    const units = new Map<string, Set<string>>();
    for (const row of all) {
      for (const { traderId } of row.respondents) {
        if (!traderId.startsWith('mst:')) {
          expect(traderId).toMatch(/^[A-Z0-9-]+\/t-\d{5}$/);
          continue;
        }
        const [code = ''] = traderId.slice(4).split('-');
        expect(taxCode(code.slice(0, 9))).toBe(code);
        units.set(traderId, (units.get(traderId) ?? new Set()).add(row.id.split('/')[0] ?? ''));
      }
    }
    expect([...units.values()].filter((met) => met.size >= 20).length).toBeGreaterThan(5);
  });

  it('stores a hand-over on both sides with one origin, and to outside bodies at the sender alone', () => {
    const received = all.filter((row) => row.transfer?.toId === row.id);
    expect(received.length).toBeGreaterThan(50);
    for (const row of received) {
      const sent = complaints.get(row.transfer?.fromId ?? '');
      expect(sent).toMatchObject({ status: 'TRANSFERRED_OUT', transfer: row.transfer, originId: row.originId });
      expect(row).toMatchObject({ channel: 'TRANSFER', originId: sent?.id, receivedAt: row.transfer?.effectiveAt });
    }
    expect(all.filter((row) => row.status === 'TRANSFERRED_OUT').every((row) => row.transfer?.fromId === row.id)).toBe(true);
    expect(all.some((row) => row.transfer?.outsideBody != null)).toBe(true);
  });

  it('has rows that share an instant, as letters and units that note days only give them', () => {
    const shared = [...byUnit.values()].map((rows) => rows.length - new Set(rows.map((row) => row.receivedAt)).size);
    expect(shared.reduce((sum, rows) => sum + rows)).toBeGreaterThan(100);
  });

  it('has mediations only about complaints of units the association covers, opened while the complaint was known', () => {
    let transferred = 0;
    for (const row of mediations) {
      if (row.complaintOriginId === null) continue;
      const covers = federation.units.find((unit) => row.id.startsWith(`${unit.code}/`))?.covers ?? [];
      const complaint = complaints.get(row.complaintOriginId);
      expect(covers.includes('*') || covers.includes(row.complaintOriginId.split('/')[0] ?? '')).toBe(true);
      expect(complaint !== undefined && row.openedAt >= complaint.receivedAt).toBe(true);
      if (complaint?.status === 'TRANSFERRED_OUT') transferred++;
    }
    expect(transferred).toBeGreaterThan(5);
    expect(mediations.filter((row) => row.complaintOriginId === null).length).toBeGreaterThan(50);
  });

  it('says which units began late and which confirmed that they had nothing', () => {
    const coverage = (unit: string) => [...filling.recordsOf(unit as (typeof filling.units)[number]).coverage];
    const late = { coveredFrom: '2026-03-01', coveredTo: null, confirmedZero: [] };
    expect(coverage('SCT-12')).toEqual(['complaints', 'links'].map((contract) => ({ contract, ...late })));
    expect(coverage('HBV-19').every((item) => item.coveredFrom === '2026-06-01')).toBe(true);
    expect(coverage('HBV-46').every((item) => item.confirmedZero.length === 1)).toBe(true);
    for (const row of byUnit.get('SCT-12') ?? []) expect(localDay(row.receivedAt) >= '2026-03-01').toBe(true);
    for (const row of mediations.filter((item) => item.id.startsWith('HBV-37/'))) expect(localDay(row.openedAt) >= '2025-01-01').toBe(true);
  });
});
