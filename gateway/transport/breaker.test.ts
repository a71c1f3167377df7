import { CircuitBreaker } from './breaker.ts';

function breakerAt(random = 0.5) {
  let now = 0;
  const breaker = new CircuitBreaker(
    { failures: 3, windowMs: 10_000, openMs: 1_000, longestMs: 3_000 },
    () => now,
    () => random,
  );
  return {
    breaker,
    fail: (times: number, every = 0) => {
      for (let index = 0; index < times; index++) {
        breaker.failed();
        now += every;
      }
    },
    pass: (milliseconds: number) => {
      now += milliseconds;
    },
  };
}

describe('a circuit breaker', () => {
  it('opens after so many failures in a row', () => {
    const { breaker, fail } = breakerAt();
    fail(2);
    expect(breaker.allows()).toBe(true);
    fail(1);
    expect(breaker.allows()).toBe(false);
  });

  it('stays closed when a success stands between failures, or when they come too slowly', () => {
    const { breaker, fail } = breakerAt();
    fail(2);
    breaker.succeeded();
    fail(2);
    expect(breaker.allows()).toBe(true);
    breaker.succeeded();
    fail(6, 6_000);
    expect(breaker.allows()).toBe(true);
  });

  it('lets one request try when its time is over, and no second until that one ended', () => {
    const { breaker, fail, pass } = breakerAt();
    fail(3);
    pass(999);
    expect(breaker.allows()).toBe(false);
    pass(1);
    expect([breaker.allows(), breaker.allows()]).toEqual([true, false]);
    breaker.abandoned();
    expect(breaker.allows()).toBe(true);
    breaker.succeeded();
    expect([breaker.allows(), breaker.allows()]).toEqual([true, true]);
  });

  it('opens for twice as long after every failed trial, up to a limit, and starts anew after a success', () => {
    const { breaker, fail, pass } = breakerAt();
    fail(3);
    for (const open of [1_000, 2_000, 3_000, 3_000]) {
      pass(open - 1);
      expect(breaker.allows()).toBe(false);
      pass(1);
      expect(breaker.allows()).toBe(true);
      breaker.failed();
    }
    breaker.succeeded();
    fail(3);
    pass(1_000);
    expect(breaker.allows()).toBe(true);
  });

  it('does not let all endpoints try at the same moment', () => {
    const [early, late] = [breakerAt(0), breakerAt(0.999)];
    for (const { fail, pass } of [early, late]) {
      fail(3);
      pass(900);
    }
    expect([early.breaker.allows(), late.breaker.allows()]).toEqual([true, false]);
  });
});
