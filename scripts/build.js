import { spawnSync } from 'node:child_process';
import {
  existsSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const root = fileURLToPath(new URL('..', import.meta.url));
const resolve = (name) => createRequire(import.meta.url).resolve(name);

const CONSOLE = join('apps', 'console');

/** Empty files. The time of each is when the last successful build of its part began. */
const STAMPS = { servers: join(root, 'dist/built'), console: join(root, 'dist/console-built') };

/** The sources of each part, by folder and file. */
const SOURCES = {
  servers: ['package-lock.json', 'tsconfig.json', 'tsconfig.build.json', 'apps', 'libs'],
  console: ['package-lock.json', 'tsconfig.json', CONSOLE, join('libs', 'client')],
};

/**
 * Builds the servers and the console from changed sources, or all of the servers if the compiler gets
 * options. With `console` it builds the console alone. Ends the process when the sources do not compile.
 */
export function build(options = []) {
  const [part] = options;
  if (part !== 'console') buildServers(options);
  buildConsole();
}

/**
 * Builds what is outdated, as `build` does. An installation after `npm prune --omit=dev` has no compiler
 * and keeps its build: npm has just rewritten package-lock.json, so the build seems outdated.
 */
export function updateBuild() {
  const [hasCompiler, hasBuild] = [isInstalled('typescript/bin/tsc'), existsSync(STAMPS.servers)];
  if (hasCompiler) build();
  else if (!hasBuild)
    fail('there is no build and no compiler: run `npm ci && npm run build` first');
}

function isInstalled(name) {
  try {
    return existsSync(resolve(name));
  } catch {
    return false;
  }
}

function fail(message, status = 1) {
  process.stderr.write(`${message}\n`);
  process.exit(status);
}

function buildServers(options) {
  // tsc -b would find nothing to do as well, but takes 0.4 s to start.
  if (options.length === 0 && isUpToDate('servers')) return;
  process.stderr.write('building Latchkey, which can take a minute …\n');
  const began = new Date();
  run(resolve('typescript/bin/tsc'), ['-b', 'tsconfig.build.json', ...options]);
  deleteOrphans();
  markBuilt('servers', began);
}

/**
 * Builds the console, and prepares each of its files in the codings of browsers. The console is not
 * there in a copy of the repository that has only the servers.
 */
function buildConsole() {
  if (!existsSync(join(root, CONSOLE)) || isUpToDate('console')) return;
  process.stderr.write('building the console …\n');
  const began = new Date();
  const vite = join(dirname(resolve('vite/package.json')), 'bin/vite.js');
  run(vite, ['build', '--config', join(CONSOLE, 'vite.config.ts'), '--logLevel', 'warn']);
  const assets = join(root, 'dist', CONSOLE, 'assets');
  for (const name of readdirSync(assets)) compress(join(assets, name));
  markBuilt('console', began);
}

function compress(path) {
  const content = readFileSync(path);
  const quality = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
  writeFileSync(`${path}.br`, brotliCompressSync(content, { params: quality }));
  writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
}

/** Runs a program of Node.js. Ends this process when it fails; the program has said why. */
function run(program, parameters) {
  const { status } = spawnSync(process.execPath, [program, ...parameters], {
    cwd: root,
    stdio: ['ignore', process.stderr, 'inherit'], // standard output may be the JSON of a command
    // A test run has the value `test`, with which Vite would bundle the development build of React.
    env: { ...process.env, NODE_ENV: 'production' },
  });
  if (status === 0) return;
  fail('the build failed; see the messages above', status ?? 1);
}

function markBuilt(part, began) {
  writeFileSync(STAMPS[part], '');
  utimesSync(STAMPS[part], began, began);
}

/**
 * Deletes compiled files whose source is gone, which the compiler keeps. A process would otherwise
 * run the migration of a deleted or renamed file.
 */
export function deleteOrphans() {
  for (const folder of ['apps', 'libs']) {
    for (const name of readdirSync(join(root, 'dist', folder), { recursive: true })) {
      if (name.startsWith('console')) continue; // Vite makes these, and deletes stale ones
      const [, path] = /^(.*)(?:\.js(?:\.map)?|\.d\.ts)$/.exec(name) ?? [];
      if (path === undefined) continue;
      const sources = ['ts', 'js'].map((ending) => join(root, folder, `${path}.${ending}`));
      // A build of another process may delete the same file.
      if (!sources.some(existsSync)) rmSync(join(root, 'dist', folder, name), { force: true });
    }
  }
}

/**
 * True when all sources of a part are older than its last successful build. A removed file changes its
 * folder's time.
 */
function isUpToDate(part) {
  const built = statSync(STAMPS[part], { throwIfNoEntry: false });
  if (!built) return false;
  const sources = SOURCES[part].flatMap((name) =>
    name.includes('.')
      ? name
      : [name, ...readdirSync(join(root, name), { recursive: true }).map((at) => join(name, at))],
  );
  const isPart = (name) => part === 'console' || !name.startsWith(CONSOLE + sep);
  return sources.filter(isPart).every((name) => statSync(join(root, name)).mtimeMs < built.mtimeMs);
}

const [, program = '', ...options] = process.argv;
// The URL of a module is without symbolic links, and the path in the arguments may have some.
if (existsSync(program) && realpathSync(program) === fileURLToPath(import.meta.url)) build(options);
