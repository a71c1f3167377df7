import { requireNode } from './lib/node-version.mjs';

requireNode();
const { tool } = await import('./lib/tool.mjs');
const { ensureInstalled } = await import('./lib/install.mjs');
const { ensureBuilt } = await import('./lib/compile.mjs');
await tool(async () => {
  await ensureInstalled();
  await ensureBuilt();
  return 0;
});
