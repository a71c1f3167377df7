import { startGateway } from '../../gateway/app.ts';

/** A gateway in a process of its own: told a federation file, it says its address, and what CPU it has used when asked. */
const [path = ''] = process.argv.slice(2);
const gateway = await startGateway({ federation: path, host: '127.0.0.1', port: 0 });
process.on('message', () => {
  process.send?.({ cpu: process.cpuUsage(), memory: process.memoryUsage().rss });
});
process.on('disconnect', () => process.exit());
process.send?.({ url: gateway.url });
