import type { IncomingMessage } from 'node:http';
import { HttpFault } from './http-fault.ts';

/**
 * The JSON body of a request; undefined when it has none.
 * @throws HttpFault 413 REQUEST_TOO_LARGE beyond the limit, 415 for another media type, 400 for what is not JSON
 */
export async function readBody(request: IncomingMessage, limit: number): Promise<unknown> {
  if (request.method === 'GET' || request.method === 'HEAD') return undefined;
  const tooLarge = (): HttpFault => new HttpFault(413, 'REQUEST_TOO_LARGE', `the body is larger than ${limit} bytes`);
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge();
  const type = request.headers['content-type'] ?? '';
  if (!/^application\/json\s*(;|$)/i.test(type)) throw new HttpFault(415, 'BAD_REQUEST', 'the body must be application/json');
  const text = await collect(request, limit);
  if (text === undefined) throw tooLarge();
  try {
    return JSON.parse(text);
  } catch {
    throw new HttpFault(400, 'BAD_REQUEST', 'the body is not JSON');
  }
}

/** Text of the body; undefined beyond the limit, the rest left unread so that the answer can still be sent. */
function collect(request: IncomingMessage, limit: number): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= limit) {
        chunks.push(chunk);
        return;
      }
      request.pause();
      resolve(undefined);
    });
    request.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    request.on('error', reject);
    request.on('close', () => {
      if (!request.complete) reject(new HttpFault(400, 'BAD_REQUEST', 'the request broke off'));
    });
  });
}
