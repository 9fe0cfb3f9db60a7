/**
 * `npm start` builds changed sources, then runs both servers until one of them ends or a signal
 * arrives. Ctrl-C and SIGTERM stop both. If this process is killed, the servers see its IPC channel
 * close and stop as well.
 */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { build } from './build.js';

build();
const { MEMORY_OPTIONS } = await import('../dist/libs/launch/src/index.js');

const servers = ['backoffice', 'storefront'].map((application) =>
  fork(fileURLToPath(new URL(`../dist/apps/${application}/src/main.js`, import.meta.url)), {
    execArgv: [...process.execArgv, ...MEMORY_OPTIONS],
  }),
);

const stop = () => servers.forEach((server) => server.kill('SIGTERM'));

for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, stop);
for (const server of servers) {
  server.on('exit', (code) => {
    process.exitCode ||= code ?? 1;
    stop();
  });
}
