import { createReadStream } from 'node:fs';
import { OperatorError } from '../../errors/errors.ts';

/** One line of a file. */
export interface FileLine {
  /** From 1. */
  readonly number: number;
  /** Undefined when the bytes are not text of the encoding. */
  readonly text: string | undefined;
  /** Byte for byte, for a line that is no text. */
  readonly bytes: Buffer;
}

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/**
 * Lines of a file, ended by LF or CRLF, each decoded by itself, so that one bad byte spoils one line only. A byte order
 * mark is dropped, blank lines are left out.
 * @throws OperatorError INPUT_NOT_FOUND
 */
export async function* readLines(path: string, encoding: 'utf-8' | 'latin1'): AsyncGenerator<FileLine> {
  let number = 0;
  for await (const bytes of byteLines(path)) {
    number++;
    const text = decoded(bytes, encoding);
    if (text !== '') yield { number, text: number === 1 ? text?.replace(/^\ufeff/, '') : text, bytes };
  }
}

function decoded(bytes: Buffer, encoding: 'utf-8' | 'latin1'): string | undefined {
  if (encoding === 'latin1') return bytes.toString('latin1');
  const text = bytes.toString('utf8');
  return text.includes('\ufffd') && !Buffer.from(text, 'utf8').equals(bytes) ? undefined : text;
}

async function* byteLines(path: string): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  try {
    for await (const chunk of createReadStream(path)) {
      rest = Buffer.concat([rest, chunk as Buffer]);
      let start = 0;
      for (let end = rest.indexOf(LINE_FEED, start); end >= 0; end = rest.indexOf(LINE_FEED, start)) {
        yield withoutReturn(rest.subarray(start, end));
        start = end + 1;
      }
      rest = rest.subarray(start);
    }
  } catch (cause) {
    throw new OperatorError('INPUT_NOT_FOUND', `cannot read ${path}`, [], { cause });
  }
  if (rest.length > 0) yield withoutReturn(rest);
}

const withoutReturn = (line: Buffer): Buffer => (line.at(-1) === CARRIAGE_RETURN ? line.subarray(0, -1) : line);
