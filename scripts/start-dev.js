/**
 * `npm run start:dev` runs both servers with debuggers on ports 9229 and 9230, and restarts them after
 * each change that compiles. After a change that does not compile, the servers keep running. Ctrl-C
 * stops everything.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
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

for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) {
  process.on(signal, () => {
    isStopping = true;
    watch.close();
    void restarted.then(stopServers).then(() => process.exit());
  });
}
