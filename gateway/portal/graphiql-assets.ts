import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { projectFile } from '../../shared/subgraph-kit/project-root.ts';

/** A file of the query page. */
export interface GraphiqlAsset {
  readonly body: Buffer;
  readonly contentType: string;
}

const require = createRequire(import.meta.url);
const inPackage = (name: string, file: string): string => join(dirname(require.resolve(`${name}/package.json`)), file);

const SCRIPT = 'text/javascript; charset=utf-8';
const STYLE = 'text/css; charset=utf-8';

/** Every file the page asks for, by its path; all come from packages of ours, none from another host. */
const files: ReadonlyMap<string, { readonly file: () => string; readonly contentType: string }> = new Map([
  ['/graphiql/react.js', { file: () => inPackage('react', 'umd/react.production.min.js'), contentType: SCRIPT }],
  ['/graphiql/react-dom.js', { file: () => inPackage('react-dom', 'umd/react-dom.production.min.js'), contentType: SCRIPT }],
  ['/graphiql/graphiql.js', { file: () => inPackage('graphiql', 'graphiql.min.js'), contentType: SCRIPT }],
  ['/graphiql/graphiql.css', { file: () => inPackage('graphiql', 'graphiql.min.css'), contentType: STYLE }],
  ['/graphiql/page.js', { file: () => projectFile('gateway/portal/browser/page.mjs'), contentType: SCRIPT }],
  ['/graphiql/completeness.js', { file: () => projectFile('gateway/portal/browser/completeness.mjs'), contentType: SCRIPT }],
  ['/graphiql/page.css', { file: () => projectFile('gateway/portal/browser/page.css'), contentType: STYLE }],
]);

const read = new Map<string, GraphiqlAsset>();

/** A file of the page by its path, such as `/graphiql/page.js`; undefined for any other path. Read once. */
export function graphiqlAsset(path: string): GraphiqlAsset | undefined {
  const entry = files.get(path);
  if (entry === undefined) return undefined;
  const known = read.get(path) ?? { body: readFileSync(entry.file()), contentType: entry.contentType };
  read.set(path, known);
  return known;
}
