import { progressOn } from '../../scripts/start/progress.ts';

function terminal(isTTY: boolean): { readonly isTTY: boolean; write(text: string): void; readonly text: () => string } {
  const written: string[] = [];
  return { isTTY, write: (text) => void written.push(text), text: () => written.join('') };
}

describe('the progress display', () => {
  test('in a log is plain lines with the time each step took', () => {
    const log = terminal(false);
    let now = 0;
    const step = progressOn(log, () => now).step('databases');
    now = 2_340;
    step.done('67 of 67');
    expect(log.text()).toBe('• databases …\n✓ databases: 67 of 67 (2.3 s)\n');
  });

  test('in a log tells of a long step every five seconds, not at every change', () => {
    const log = terminal(false);
    let now = 0;
    const step = progressOn(log, () => now).step('databases');
    for (now = 0; now <= 11_000; now += 100) step.update(`${now}`);
    expect(log.text().split('\n')).toEqual(['• databases …', '  databases: 5000', '  databases: 10000', '']);
  });

  test('on a terminal is one live line for each step, replaced by its end', () => {
    const screen = terminal(true);
    const step = progressOn(screen).step('databases');
    step.update('3 of 67');
    step.fail();
    const lines = screen.text().split('\r\u001b[K');
    expect(lines.slice(1).join('').split('\n')).toHaveLength(2);
    expect(lines.at(-1)).toBe('✗ databases: 3 of 67\n');
  });
});
