import { addDays, daysBetween, endOfLocalDay, localDayIn } from './local-day.ts';
import { workingDayClock } from './working-days.ts';

const hanoi = 'Asia/Ho_Chi_Minh';

describe('working-day clock', () => {
  // 2025-05-01 and 2025-05-02 off (a Thursday and a swapped Friday), Saturday 2025-04-26 worked in exchange.
  const clock = workingDayClock({ holidays: ['2025-04-30', '2025-05-01', '2025-05-02'], workdays: ['2025-04-26'] }, hanoi);

  test('does not count the day of the start, and ends with the last microsecond of the local day', () => {
    expect(clock.dueAt('2025-03-03T01:00:00.000000Z', 3)).toBe('2025-03-06T16:59:59.999999Z');
  });

  test('starts on the local day, not the day in UTC', () => {
    expect(clock.dueAt('2025-03-03T17:00:00.000000Z', 1)).toBe('2025-03-05T16:59:59.999999Z');
    expect(clock.dueAt('2025-03-03T16:59:59.999999Z', 1)).toBe('2025-03-04T16:59:59.999999Z');
  });

  test('leaves out weekends and holidays and counts a Saturday worked in exchange', () => {
    expect(clock.dueAt('2025-04-25T02:00:00.000000Z', 1)).toBe('2025-04-26T16:59:59.999999Z');
    expect(clock.dueAt('2025-04-25T02:00:00.000000Z', 3)).toBe('2025-04-29T16:59:59.999999Z');
    expect(clock.dueAt('2025-04-25T02:00:00.000000Z', 4)).toBe('2025-05-05T16:59:59.999999Z');
  });

  test('counts working days after the first up to the second', () => {
    expect(clock.workingDaysBetween('2025-04-25T02:00:00.000000Z', '2025-05-05T02:00:00.000000Z')).toBe(4);
    expect(clock.workingDaysBetween('2025-04-25T02:00:00.000000Z', '2025-04-25T09:00:00.000000Z')).toBe(0);
  });
});

describe('local days', () => {
  test('ends a day of 23 hours where clocks are set forward', () => {
    // Brazil set clocks forward at midnight of 2018-11-04, so that day began at 01:00 local time.
    expect(endOfLocalDay('2018-11-03', 'America/Sao_Paulo')).toBe('2018-11-04T02:59:59.999999Z');
    expect(endOfLocalDay('2018-11-04', 'America/Sao_Paulo')).toBe('2018-11-05T01:59:59.999999Z');
  });

  test('finds the day on both sides of local midnight', () => {
    const day = localDayIn(hanoi);
    expect(day('2025-06-30T16:59:59.999999Z')).toBe('2025-06-30');
    expect(day('2025-06-30T17:00:00.000000Z')).toBe('2025-07-01');
  });

  test('counts calendar days over a leap day', () => {
    expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2);
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
  });
});
