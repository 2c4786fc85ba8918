// Checks dashboards against Grafana's own types: each file becomes a TypeScript source whose parts are constants of those types, and the compiler says
// whether they fit. A constant a panel, because an error then names the panel; the text of the file is taken over as it is.
//
//   node check.mjs FOLDER-OF-DASHBOARDS
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const [folder] = process.argv.slice(2);
if (!folder) {
  console.error('usage: node check.mjs FOLDER-OF-DASHBOARDS');
  process.exit(2);
}

const sources = join(here, 'generated');
rmSync(sources, { recursive: true, force: true });
mkdirSync(sources);

const constant = (type, name, value, comment) => `// ${comment}\nexport const ${name}: ${type} = ${JSON.stringify(value, null, 2)};\n`;

let panels = 0;
let rows = 0;
const files = readdirSync(folder).filter((file) => file.endsWith('.json')).sort();
for (const file of files) {
  const { panels: top, ...frame } = JSON.parse(readFileSync(join(folder, file), 'utf8'));
  const text = ["import type { Frame, Panel, Row } from '../types.js';\n", constant('Frame', 'frame', frame, file)];
  for (const entry of top) {
    if (entry.type === 'row') {
      const { panels: inside, ...row } = entry;
      text.push(constant('Row', `row${rows++}`, { ...row, panels: [] }, entry.title));
      for (const panel of inside) text.push(constant('Panel', `panel${panels++}`, panel, panel.title));
    } else {
      text.push(constant('Panel', `panel${panels++}`, entry, entry.title));
    }
  }
  writeFileSync(join(sources, file.replace(/\.json$/, '.ts')), text.join('\n'));
}

const compiler = join(here, 'node_modules', 'typescript', 'bin', 'tsc');
const done = spawnSync(process.execPath, [compiler, '--project', resolve(here, 'tsconfig.json')], { cwd: here, encoding: 'utf8' });
process.stdout.write(done.stdout ?? '');
process.stderr.write(done.stderr ?? '');
if (done.status !== 0) process.exit(done.status ?? 1);

const version = JSON.parse(readFileSync(join(here, 'node_modules', '@grafana', 'schema', 'package.json'), 'utf8')).version;
console.log(`${files.length} dashboards, ${rows} rows, ${panels} panels fit the types of @grafana/schema ${version}`);
if (files.length === 0 || panels === 0) process.exit(1);
