import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * Opens many connections, sends a text on each of them and then `drop` every second, and sends the
 * message `open` when all are open. It is a process of its own, so that it delays only the server.
 */
const { port, count, text, drop, isReading = true } = JSON.parse(process.argv[2]);

/** Connections opened together: the kernel queues 511 that the server has not accepted yet. */
const AT_ONCE = 200;

const sockets = [];
let opened = 0;
while (sockets.length < count) {
  for (let at = 0; at < AT_ONCE; at++) {
    const socket = connect({ port, host: '127.0.0.1' }, () => (opened += 1));
    socket.on('error', () => {});
    if (text !== '') socket.write(text);
    if (isReading) socket.resume();
    sockets.push(socket);
  }
  while (opened < sockets.length) await pause(5);
}
process.send('open');
if (drop) {
  setInterval(() => {
    for (const socket of sockets) if (socket.writable) socket.write(drop);
  }, 1000);
} else {
  setInterval(() => {}, 1000);
}
