import { requireNode } from './lib/node-version.mjs';

requireNode();
const { tool } = await import('./lib/tool.mjs');
const { hub } = await import('./lib/hub.mjs');
await tool(hub);
