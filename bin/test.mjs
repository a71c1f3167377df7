import { requireNode } from './lib/node-version.mjs';

requireNode();
const { tool } = await import('./lib/tool.mjs');
const { test } = await import('./lib/test.mjs');
await tool(test);
