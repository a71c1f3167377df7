import { Limiter } from './limiter.ts';

const never = new AbortController().signal;

describe('a limiter', () => {
  it('gives turns in the order they were asked for', async () => {
    const limiter = new Limiter(() => 1);
    const order: number[] = [];
    const tasks = [1, 2, 3].map(async (task) => {
      const release = await limiter.turn(never);
      order.push(task);
      release?.();
    });
    await Promise.all(tasks);
    expect(order).toEqual([1, 2, 3]);
  });

  it('passes over those who left, who take no turn', async () => {
    const limiter = new Limiter(() => 1);
    const release = await limiter.turn(never);
    const leaving = new AbortController();
    const left = limiter.turn(leaving.signal);
    const stayed = limiter.turn(never);
    leaving.abort();
    expect(await left).toBeUndefined();
    release?.();
    const next = await stayed;
    expect(next).toBeDefined();
    next?.();
    expect(await limiter.turn(AbortSignal.abort())).toBeUndefined();
    expect(await limiter.turn(never)).toBeDefined();
  });

  it('counts a turn given back twice only once', async () => {
    const limiter = new Limiter(() => 1);
    const first = await limiter.turn(never);
    first?.();
    first?.();
    await limiter.turn(never);
    let third = false;
    void limiter.turn(never).then(() => {
      third = true;
    });
    await new Promise(setImmediate);
    expect(third).toBe(false);
  });

  it('lets all in who fit when its limit was raised', async () => {
    let limit = 1;
    const limiter = new Limiter(() => limit);
    const first = await limiter.turn(never);
    const waiting = [limiter.turn(never), limiter.turn(never)];
    limit = 2;
    first?.();
    expect((await Promise.all(waiting)).every((release) => release !== undefined)).toBe(true);
  });
});
