import { InvalidArgumentError } from 'commander';

/** A TCP port; 0 takes a free one. */
export function portArgument(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new InvalidArgumentError('not a port, 0 to 65535.');
  return port;
}

/** How much demonstration data, as a multiple. */
export function scaleArgument(text: string): number {
  const scale = Number(text);
  if (!(scale >= 0.01 && scale <= 10)) throw new InvalidArgumentError('not a number from 0.01 to 10.');
  return scale;
}
