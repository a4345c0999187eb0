// Called by Maven: installs what the lock file names where that has not been done, and builds the UI into the folder given.
// Does nothing where the folder is newer than every source.
// Rollup is taken in its WebAssembly form (package.json, overrides): of its native forms npm 11 writes only those of its own
// platform into the lock file, and `npm ci` then refuses that file.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2];
if (!out) {
  console.error('usage: node build.mjs OUTPUT_FOLDER');
  process.exit(2);
}

const time = (path) => (existsSync(path) ? statSync(path).mtimeMs : 0);

function newest(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .map((entry) => join(folder, entry.name))
    .map((path) => (statSync(path).isDirectory() ? newest(path) : time(path)))
    .reduce((a, b) => Math.max(a, b), 0);
}

function npm(...args) {
  const run = spawnSync('npm', args, { cwd: here, stdio: ['ignore', 2, 2] });
  if (run.error || run.status !== 0) {
    console.error(`tailforge: 'npm ${args.join(' ')}' in admin-ui failed${run.error ? `: ${run.error.message}` : ''}`);
    process.exit(run.status || 1);
  }
}

if (time(join(here, 'node_modules/.package-lock.json')) < time(join(here, 'package-lock.json'))) {
  npm('ci', '--silent', '--prefer-offline');
}
const sources = ['index.html', 'package.json', 'package-lock.json', 'tsconfig.json', 'vite.config.ts'];
const changed = Math.max(newest(join(here, 'src')), ...sources.map((name) => time(join(here, name))));
if (time(join(out, 'index.html')) < changed) {
  npm('run', '--silent', 'build', '--', '--outDir', resolve(out), '--logLevel', 'warn');
}
