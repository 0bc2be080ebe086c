// Runs `npm ci` and then one of the package's scripts, unless nothing they read has changed since the last time.
//   node build/when-changed.mjs <script> <stamp file> [file that must be there]
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [script, stamp, product] = process.argv.slice(2);
const web = fileURLToPath(new URL('..', import.meta.url));
const installed = join(web, 'node_modules', '.millrace-installed');

const inputs = hash(files('src'), ['index.html', 'package.json', 'package-lock.json', 'tsconfig.json', 'vite.config.ts', '../../../../docs/queries.md']);
const lock = hash(['package.json', 'package-lock.json']);

if (read(stamp) === inputs && (!product || existsSync(product))) process.exit(0);
if (read(installed) !== lock) {
  run('ci', '--no-progress', '--loglevel=error');
  writeFileSync(installed, lock);
}
run('run', '--silent', script);
mkdirSync(dirname(stamp), { recursive: true });
writeFileSync(stamp, inputs);

function files(folder) {
  return readdirSync(join(web, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(web.length))
    .sort();
}

function hash(...lists) {
  const sum = createHash('sha256').update(process.version);
  for (const name of lists.flat()) sum.update(`${name}\0`).update(readFileSync(join(web, name))).update('\0');
  return sum.digest('hex');
}

function read(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

function run(...words) {
  const { status, error } = spawnSync('npm', words, { cwd: web, stdio: 'inherit', shell: process.platform === 'win32' });
  if (error) console.error(`npm could not be started (${error.message}); the console needs Node 20 with npm`);
  if (error || status !== 0) process.exit(status || 1);
}
