import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeServices } from '@theguild/federation-composition';
import { parse } from 'graphql';
import { type RunningGateway, startGateway } from './app.ts';

const PEOPLE = 'type Query { people: [Person!]! } type Person @key(fields: "id") { id: ID! name: String! }';
const LETTERS = 'type Person @key(fields: "id") { id: ID! letters: [String!]! }';

/** A subgraph that answers as its function says. */
function subgraph(answer: (body: { query: string; variables: { representations?: { id: string }[] } }) => unknown): Promise<Server> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer(JSON.parse(Buffer.concat(chunks).toString()))));
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

const address = (server: Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;

describe('a gateway over a supergraph of others', () => {
  const folder = mkdtempSync(join(tmpdir(), 'supergraph-'));
  let servers: Server[] = [];
  let gateway: RunningGateway | undefined;

  afterEach(async () => {
    await gateway?.close();
    gateway = undefined;
    for (const server of servers) server.close();
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('answers from the subgraphs at the addresses the file names', async () => {
    const people = await subgraph(() => ({ data: { people: [{ __typename: 'Person', id: '1', name: 'An' }] } }));
    const letters = await subgraph(({ variables }) => ({
      data: { _entities: variables.representations?.map(({ id }) => ({ letters: [`to ${id}`] })) },
    }));
    servers = [people, letters];
    const { supergraphSdl = '' } = composeServices([
      { name: 'people', url: address(people), typeDefs: parse(PEOPLE) },
      { name: 'letters', url: address(letters), typeDefs: parse(LETTERS) },
    ]) as { supergraphSdl?: string };
    const file = join(folder, 'supergraph.graphql');
    writeFileSync(file, supergraphSdl);
    gateway = await startGateway({ federation: { supergraph: file }, host: '127.0.0.1', port: 0 });
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ people { name letters } }' }),
    });
    expect(await response.json()).toEqual({ data: { people: [{ name: 'An', letters: ['to 1'] }] } });
  });

  it('refuses a file that is none, and one that is not there', async () => {
    const file = join(folder, 'other.graphql');
    writeFileSync(file, 'type Query { a: Int }');
    await expect(startGateway({ federation: { supergraph: file }, host: '127.0.0.1', port: 0 })).rejects.toMatchObject({
      code: 'SUPERGRAPH_INVALID',
    });
    await expect(startGateway({ federation: { supergraph: `${file}.no` }, host: '127.0.0.1', port: 0 })).rejects.toMatchObject({
      code: 'CONFIG_NOT_FOUND',
    });
  });
});
