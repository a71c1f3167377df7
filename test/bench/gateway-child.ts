import { startGateway } from '../../gateway/app.ts';
import { loadFederation } from '../../shared/config/federation.ts';

/** A gateway in a process of its own: told the federation and the addresses, it says its address and what CPU it has used. */
const [path = '', endpoint = '', registry = ''] = process.argv.slice(2);
const federation = loadFederation(path);
const contracts = Object.entries(federation.contracts).map(([name, entry]) => [name, entry.sharded ? entry : { ...entry, url: registry }]);
const gateway = await startGateway({ federation: { ...federation, endpoint, contracts: Object.fromEntries(contracts) }, host: '127.0.0.1', port: 0 });
process.on('message', (message) => {
  if (message === 'cpu') process.send?.({ cpu: process.cpuUsage(), memory: process.memoryUsage().rss });
});
process.on('disconnect', () => process.exit());
process.send?.({ url: `${gateway.url}/graphql` });
