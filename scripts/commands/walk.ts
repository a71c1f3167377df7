import { Command, InvalidArgumentError, Option } from 'commander';
import { WALK_ORDERS, type WalkSettings, walkComplaints, walkHolds } from '../check/walk.ts';

interface Options extends Pick<WalkSettings, 'url' | 'order' | 'direction'> {
  readonly page: number;
}

function pageArgument(text: string): number {
  const size = Number(text);
  if (!/^\d+$/.test(text) || size < 1 || size > 200) throw new InvalidArgumentError('not a page size, 1 to 200.');
  return size;
}

/** `hub walk`: checks that a walk over all complaints gives every one once and in order. */
export const walkCommand = (): Command =>
  new Command('walk')
    .description('Walk over all complaints of a running hub: whether each comes once and in order, in how many rounds, with how many rows fetched.')
    .option('--url <address>', 'address of the graph', 'http://127.0.0.1:4000/graphql')
    .option('--page <size>', 'rows of a page', pageArgument, 50)
    .addOption(new Option('--order <field>', 'order of the walk').choices(WALK_ORDERS).default('RECEIVED_AT'))
    .addOption(new Option('--direction <direction>', 'direction of the order').choices(['ASC', 'DESC']).default('DESC'))
    .action(async ({ url, page, order, direction }: Options) => {
      const report = await walkComplaints({ url, pageSize: page, order, direction });
      process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
      if (!walkHolds(report)) process.exitCode = 1;
    });
