/** Where progress is shown. */
export interface Terminal {
  readonly isTTY?: boolean | undefined;
  write(text: string): unknown;
}

/** One step that is under way. */
export interface Step {
  /** Says how far it is. */
  update(detail: string): void;
  /** The step is done. */
  done(detail?: string): void;
  /** The step failed; the reason is told elsewhere. */
  fail(): void;
}

/** Shows steps to a person: on a terminal one live line each, elsewhere plain lines. */
export interface Progress {
  step(title: string): Step;
  /** A line between steps. */
  note(text: string): void;
}

const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const FRAME_MS = 100;
const PLAIN_EVERY_MS = 5_000;
const CLEAR = '\r\u001b[K';

/** Progress on a terminal or in a log, whichever it is. */
export function progressOn(terminal: Terminal, now: () => number = () => performance.now()): Progress {
  return {
    step: (title) => (terminal.isTTY ? liveStep(terminal, title, now) : plainStep(terminal, title, now)),
    note: (text) => void terminal.write(`  ${text}\n`),
  };
}

const seconds = (from: number, to: number): string => `${((to - from) / 1000).toFixed(1)} s`;
const withDetail = (title: string, detail: string): string => (detail === '' ? title : `${title}: ${detail}`);

function liveStep(terminal: Terminal, title: string, now: () => number): Step {
  const start = now();
  let detail = '';
  let frame = 0;
  const draw = (): void => {
    frame = (frame + 1) % FRAMES.length;
    terminal.write(`${CLEAR}${FRAMES[frame]} ${withDetail(title, detail)}`);
  };
  draw();
  const timer = setInterval(draw, FRAME_MS);
  const end = (text: string): void => {
    clearInterval(timer);
    terminal.write(`${CLEAR}${text}\n`);
  };
  return {
    update: (text) => {
      detail = text;
    },
    done: (text = detail) => end(`✓ ${withDetail(title, text)} (${seconds(start, now())})`),
    fail: () => end(`✗ ${withDetail(title, detail)}`),
  };
}

function plainStep(terminal: Terminal, title: string, now: () => number): Step {
  const start = now();
  let told = start;
  let detail = '';
  terminal.write(`• ${title} …\n`);
  return {
    update: (text) => {
      detail = text;
      if (now() - told < PLAIN_EVERY_MS) return;
      told = now();
      terminal.write(`  ${withDetail(title, text)}\n`);
    },
    done: (text = detail) => void terminal.write(`✓ ${withDetail(title, text)} (${seconds(start, now())})\n`),
    fail: () => void terminal.write(`✗ ${withDetail(title, detail)}\n`),
  };
}
