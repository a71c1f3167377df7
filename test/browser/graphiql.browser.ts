import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { buildSchema, graphql } from 'graphql';
import type { Browser, Page } from 'playwright-core';
import { graphiqlAsset } from '../../gateway/portal/graphiql-assets.ts';
import { graphiqlHeaders, graphiqlPage } from '../../gateway/portal/graphiql-page.ts';
import { launchChromium } from './chromium.ts';

const schema = buildSchema('type Query { "Whom the page greets." greeting: String }');
const completeness = {
  expected: ['SCT-01', 'SCT-79'],
  live: ['SCT-01'],
  replica: [],
  missing: [{ unit: 'SCT-79', reason: 'TIMEOUT' }],
  notConnected: ['HBV-11'],
  outsidePeriod: [],
};
const page = graphiqlPage({ title: 'Mạng thử', titleEn: 'Test network', notice: 'Dữ liệu minh họa', noticeEn: 'Generated data' });

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = request.url ?? '/';
  const asset = graphiqlAsset(path);
  if (asset) return void response.setHeader('content-type', asset.contentType).end(asset.body);
  if (request.method !== 'POST') return void response.writeHead(200, graphiqlHeaders).end(page);
  let body = '';
  for await (const chunk of request) body += String(chunk);
  const { query } = JSON.parse(body) as { query: string };
  const result = await graphql({ schema, source: query, rootValue: { greeting: 'xin chào' } });
  response.setHeader('content-type', 'application/json').end(JSON.stringify({ ...result, extensions: { completeness } }));
}

describe('the query page in a browser', () => {
  let server: Server;
  let browser: Browser;
  let tab: Page;
  const foreign: string[] = [];
  const complaints: string[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => void answer(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    browser = await launchChromium();
    tab = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    tab.on('request', (request) => {
      if (!request.url().startsWith(address) && !request.url().startsWith('data:')) foreign.push(request.url());
    });
    tab.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    tab.on('pageerror', (error) => complaints.push(String(error)));
    await tab.goto(`${address}/graphql?query=${encodeURIComponent('{ greeting }')}`);
    await tab.waitForSelector('.graphiql-container .graphiql-execute-button');
  });

  afterAll(async () => {
    await browser.close();
    server.closeAllConnections();
    server.close();
  });

  test('shows the network, what the data are, and that nothing was asked', async () => {
    expect(await tab.title()).toBe('Mạng thử · GraphQL');
    expect(await tab.textContent('.notice')).toContain('Dữ liệu minh họa');
    expect(await tab.textContent('#completeness')).toContain('Nothing asked yet');
  });

  test('asks a query, shows its answer and how many units gave it', async () => {
    await tab.locator('.graphiql-query-editor .CodeMirror').click();
    await tab.keyboard.press('Control+A');
    await tab.keyboard.type('{ greeting }');
    await tab.click('.graphiql-execute-button');
    await tab.waitForSelector('.result-window :text("xin chào")');
    const bar = await tab.textContent('#completeness');
    expect(bar).toContain('1 of 2 units; missing: SCT-79 (TIMEOUT); not connected: HBV-11');
    expect(await tab.getAttribute('#completeness', 'class')).toBe('partial');
    const pictures = process.env.BROWSER_PICTURES;
    if (pictures !== undefined) await tab.screenshot({ path: join(pictures, 'graphiql.png') });
  });

  test('offers the documentation of the schema', async () => {
    await tab.click('button[aria-label="Show Documentation Explorer"]');
    await tab.waitForSelector('.graphiql-doc-explorer :text("Query")');
  });

  test('asks no other host and breaks no rule of its own', () => {
    expect(foreign).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
