import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadFederation } from '../../../shared/config/federation.ts';
import { writeRejectedRows } from '../../../shared/connectors/account.ts';
import { projectFile } from '../../../shared/subgraph-kit/project-root.ts';
import { fillFederation } from '../fill.ts';
import { straightCount } from './straight-count.ts';

const USAGE =
  'Usage: verify-full --input DIR [--rejected FILE]\n\nLoads the full published files through the mapping and compares the counts by state, subject and outcome\nwith a count straight from the files. Ends with 1 if any differs.\n';

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { input: { type: 'string' }, rejected: { type: 'string' }, help: { type: 'boolean', default: false } } });
  const { input } = values;
  if (values.help || input === undefined) {
    process.stdout.write(USAGE);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  const filling = await fillFederation(loadFederation(projectFile('federations/sindec/federation.yaml')), { input });
  const mapped = new Map<string, number>();
  let [complaints, pairs] = [0, 0];
  for (const unit of filling.units) {
    for (const { provinceCode, sector, outcome, respondents } of filling.recordsOf(unit).complaints) {
      const key = `${provinceCode} ${sector} ${outcome}`;
      mapped.set(key, (mapped.get(key) ?? 0) + 1);
      complaints++;
      pairs += respondents.length;
    }
  }
  for (const { file, read, accepted, merged, rejected, recovered } of filling.accounts) {
    process.stdout.write(`${file}: read ${read} = accepted ${accepted} + merged ${merged} + rejected ${rejected}; recovered ${recovered}\n`);
  }
  if (values.rejected !== undefined)
    await writeRejectedRows(
      values.rejected,
      filling.accounts.flatMap((account) => account.rejectedRows),
    );
  const straight = straightCount(
    readdirSync(input)
      .filter((name) => name.endsWith('.csv'))
      .sort()
      .map((name) => join(input, name)),
  );
  const differences = [...new Set([...mapped.keys(), ...straight.complaints.keys()])].filter(
    (key) => mapped.get(key) !== straight.complaints.get(key),
  );
  process.stdout.write(`complaints ${complaints}, complaint-supplier pairs ${pairs} (straight ${straight.pairs})\n`);
  process.stdout.write(`${straight.complaints.size} counts by state, subject and outcome compared, ${differences.length} differ\n`);
  for (const key of differences.slice(0, 20)) {
    process.stdout.write(`  ${key}: mapped ${mapped.get(key) ?? 0}, straight ${straight.complaints.get(key) ?? 0}\n`);
  }
  process.exitCode = differences.length > 0 || pairs !== straight.pairs ? 1 : 0;
}

await main();
