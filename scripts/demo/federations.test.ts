import { loadFederation } from '../../shared/config/federation.ts';
import { boundaries } from '../../shared/domain/boundaries.ts';
import { weekday } from '../../shared/domain/local-day.ts';
import { projectFile } from '../../shared/subgraph-kit/project-root.ts';

const vietnam = loadFederation(projectFile('federations/vietnam/federation.yaml'));
const sindec = loadFederation(projectFile('federations/sindec/federation.yaml'));
const weekend = (day: string): boolean => [0, 6].includes(weekday(day));

describe('federation of Viet Nam', () => {
  const unitsOf = (kind: string) => vietnam.units.filter((unit) => unit.kind === kind);

  it('has a connected department for every province, the Commission, and one association that is expected only', () => {
    expect(unitsOf('DEPARTMENT').map((unit) => unit.code)).toEqual(vietnam.provinces.map((province) => `SCT-${province.code}`));
    expect(unitsOf('DEPARTMENT').every((unit) => unit.state !== 'EXPECTED')).toBe(true);
    expect(unitsOf('MINISTRY_UNIT').map((unit) => unit.code)).toEqual(['VCC']);
    expect(unitsOf('ASSOCIATION')).toHaveLength(33);
    expect(vietnam.units.filter((unit) => unit.state === 'EXPECTED').map((unit) => unit.code)).toEqual(['HBV-11']);
  });

  it('lets an association mediate for its province and the Commission, and the national one for all', () => {
    for (const { code, province, covers } of unitsOf('ASSOCIATION')) {
      expect(covers).toEqual(province === undefined ? ['*'] : [`SCT-${province}`, code, 'VCC']);
    }
  });

  it('reads the seven codes that changed meaning by their day', () => {
    const meaning = boundaries(vietnam.provinces);
    const changed = vietnam.provinces
      .map(({ code }) => code)
      .filter((code) => meaning(code, '2025-06-30')?.name !== meaning(code, '2025-07-01')?.name);
    expect(changed.filter((code) => code !== '75')).toEqual(['15', '24', '44', '52', '80', '82', '91']);
    expect([meaning('75', '2025-06-30')?.name, meaning('75', '2025-07-01')?.name]).toEqual(['Tỉnh Đồng Nai', 'Thành phố Đồng Nai']);
  });

  it('has holidays on weekdays and swap days on weekends, each once', () => {
    const { holidays, workdays } = vietnam.calendar;
    expect(holidays.filter(weekend)).toEqual([]);
    expect(workdays.filter((day) => !weekend(day))).toEqual([]);
    expect(new Set([...holidays, ...workdays]).size).toBe(holidays.length + workdays.length);
  });

  it('names the twelve points of Article 10.1, and no article twice', () => {
    const articles = vietnam.behaviours.flatMap((behaviour) => behaviour.article ?? []);
    expect(articles.filter((article) => article.startsWith('10.1.'))).toHaveLength(12);
    expect(new Set(articles).size).toBe(articles.length);
  });
});

describe('every federation', () => {
  it.each([vietnam, sindec])('$federation says in both languages what its data are, and has a code for what is not mapped', (federation) => {
    expect(federation.dataNotice && federation.dataNoticeEn).toBeTruthy();
    for (const list of [federation.sectors, federation.behaviours]) expect(list.some((entry) => entry.code === 'UNMAPPED')).toBe(true);
    expect(federation.contracts.registry).toMatchObject({ sharded: false });
  });
});
