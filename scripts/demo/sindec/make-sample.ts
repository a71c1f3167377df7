import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readLines } from '../../../shared/connectors/csv/read-lines.ts';
import { splitRow } from '../../../shared/connectors/csv/split-row.ts';
import { loadMapping } from '../../../shared/connectors/mapping/mapping-file.ts';
import { projectFile } from '../../../shared/subgraph-kit/project-root.ts';
import { chooseSample, type PublishedRow } from './choose-sample.ts';

const USAGE = 'Usage: make-sample --input DIR [--output federations/sindec/sample]\n\nMakes the sample of the repository from the published files.\n';
const BLANKED = new Set(['SexoConsumidor', 'FaixaEtariaConsumidor', 'CEPConsumidor']);

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { input: { type: 'string' }, output: { type: 'string' }, help: { type: 'boolean', default: false } } });
  if (values.help || values.input === undefined) {
    process.stdout.write(USAGE);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  const { columns, delimiter, surplus } = loadMapping(projectFile('federations/sindec/mapping.yaml')).source;
  const rows: PublishedRow[] = [];
  for (const file of readdirSync(values.input)
    .filter((name) => name.endsWith('.csv'))
    .sort()) {
    for await (const { number, text } of readLines(join(values.input, file), 'utf-8')) {
      const split = number === 1 || text === undefined ? undefined : splitRow(text, { delimiter, columns, joinInto: surplus?.joinInto });
      if (split === undefined) continue;
      const fields = Object.fromEntries(columns.map((name, index) => [name, split.fields[index] ?? '']));
      rows.push({ file, line: number, fields, surplus: split.recovered });
    }
  }
  const output = values.output ?? projectFile('federations/sindec/sample');
  mkdirSync(output, { recursive: true });
  const sample = chooseSample(rows);
  for (const file of new Set(rows.map((row) => row.file))) {
    const chosen = sample.filter((row) => row.file === file).sort((a, b) => a.line - b.line);
    const lines = chosen.map((row) => columns.map((name) => (BLANKED.has(name) ? 'NULL' : row.fields[name])).join(delimiter));
    writeFileSync(join(output, file), `\ufeff${[columns.join(delimiter), ...lines].join('\r\n')}\r\n`);
    process.stdout.write(`${file}: ${chosen.length} of ${rows.filter((row) => row.file === file).length} rows\n`);
  }
}

await main();
