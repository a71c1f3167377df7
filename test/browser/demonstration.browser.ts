import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { discardPostgres } from '../../scripts/embedded-postgres.ts';
import { type Demonstration, demonstrate } from '../kit/demonstration.ts';
import { launchChromium } from './chromium.ts';

const data = mkdtempSync(join(tmpdir(), 'lien-thong-browser-'));
chmodSync(data, 0o711);

describe('the query page of a running federation', () => {
  let running: Demonstration;
  let browser: Browser;
  let tab: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    running = demonstrate(['--federation', 'sindec', '--data', data, '--port', '0']);
    const [, address = ''] = await running.said(/Graph: (\S+)/);
    browser = await launchChromium();
    tab = await browser.newPage();
    tab.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    await tab.goto(address);
    await tab.waitForSelector('.graphiql-execute-button');
  });

  afterAll(async () => {
    await browser.close();
    running.process.kill('SIGINT');
    await running.ended();
    await discardPostgres(join(data, 'sindec', 'pg'));
    rmSync(data, { recursive: true, force: true });
  });

  test('answers the query it opens with, and says that every unit answered', async () => {
    await tab.click('.graphiql-execute-button');
    await tab.waitForSelector('.result-window :text("totalCount")');
    const answer = await tab.textContent('.result-window');
    expect(answer).not.toContain('"errors"');
    expect(await tab.textContent('#completeness')).toContain('16 of 16 units');
    expect(await tab.textContent('.notice')).toContain('Registros reais');
  });

  test('knows the schema: the documentation lists the root fields', async () => {
    await tab.click('button[aria-label="Show Documentation Explorer"]');
    await tab.click('.graphiql-doc-explorer :text("Query")');
    await tab.waitForSelector('.graphiql-doc-explorer :text("complaintStatistics")');
    expect(complaints).toEqual([]);
  });
});
