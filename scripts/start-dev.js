/**
 * `npm run start:dev` runs both servers with debuggers on ports 9229 and 9230, and restarts them after
 * each change that compiles. After a change that does not compile, the servers keep running. The
 * console is at the address that the command prints, and shows each change of its files at once. Ctrl-C
 * stops everything.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { createServer } from 'vite';
import { deleteOrphans } from './build.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const applications = [
  { name: 'backoffice', inspector: 9229 },
  { name: 'storefront', inspector: 9230 },
];

/** Longer than a normal stop. A server that a debugger has paused ignores SIGTERM. */
const STOP_TIMEOUT_MS = 3000;

let servers = [];
let isStopping = false;

async function stopServers() {
  const running = servers.filter(({ exitCode, signalCode }) => exitCode === null && !signalCode);
  await Promise.all(running.map(stop));
}

async function stop(server) {
  server.kill('SIGTERM');
  const timer = setTimeout(() => server.kill('SIGKILL'), STOP_TIMEOUT_MS);
  await once(server, 'exit');
  clearTimeout(timer);
}

async function restart() {
  await stopServers();
  if (isStopping) return;
  deleteOrphans();
  servers = applications.map(({ name, inspector }) =>
    fork(`${root}dist/apps/${name}/src/main.js`, {
      execArgv: ['--enable-source-maps', `--inspect=${inspector}`],
    }),
  );
}

/** One restart after the other, also when compilations follow each other closely. */
let restarted = Promise.resolve();

const host = ts.createWatchCompilerHost(
  `${root}tsconfig.build.json`,
  {},
  ts.sys,
  undefined,
  undefined,
  ({ messageText }, newLine, _options, errors) => {
    process.stdout.write(`${ts.flattenDiagnosticMessageText(messageText, newLine)}${newLine}`);
    if (errors === 0) restarted = restarted.then(restart);
  },
);
const watch = ts.createWatchProgram(host);

const backoffice = `http://localhost:${process.env.BACKOFFICE_PORT || 3000}`;

/**
 * Serves the sources of the console. All other addresses are those of the back office, so that its
 * pages, its API and the cookie of the session have the same origin.
 */
const vite = await createServer({
  configFile: `${root}apps/console/vite.config.ts`,
  base: '/console/',
  server: {
    proxy: {
      '^/(?!console(?:/|$))': { target: backoffice, changeOrigin: true },
      '^/console/session$': { target: backoffice, changeOrigin: true },
    },
  },
});
await vite.listen();
process.stdout.write(`The console is at ${vite.resolvedUrls.local[0]}\n`);

for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) {
  process.on(signal, () => {
    isStopping = true;
    watch.close();
    void vite.close();
    void restarted.then(stopServers).then(() => process.exit());
  });
}
