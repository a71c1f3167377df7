import { Command, CommanderError } from 'commander';
import { contractsCommand } from './commands/contracts.ts';
import { errorsCommand } from './commands/errors.ts';
import { failureText } from './commands/failure.ts';
import { gatewayCommand } from './commands/gateway.ts';
import { registryCommand } from './commands/registry.ts';
import { startCommand } from './commands/start.ts';
import { unitCommand } from './commands/unit.ts';
import { unitsCommand } from './commands/units.ts';
import { walkCommand } from './commands/walk.ts';

// Commands load what they run when they run: a supervisor needs no database driver, a registry no gateway.
const hub = new Command('hub')
  .description('Liên thông: one national graph over the complaint systems of provinces and associations.')
  .option('--verbose', 'show the details of faults', false)
  .showHelpAfterError('(add --help for the options)');
for (const command of [
  startCommand(),
  gatewayCommand(),
  unitCommand(),
  unitsCommand(),
  registryCommand(),
  contractsCommand(),
  errorsCommand(),
  walkCommand(),
]) {
  hub.addCommand(command.showHelpAfterError('(add --help for the options)'));
}

try {
  await hub.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) throw error;
  process.stderr.write(`\n${failureText(error, hub.opts<{ readonly verbose: boolean }>().verbose)}\n`);
  process.exitCode = 1;
}
process.exit();
