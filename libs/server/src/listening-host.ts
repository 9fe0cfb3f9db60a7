import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Log } from './log.js';

/** Every interface: IPv4 and IPv6, or IPv4 alone on a machine without IPv6. */
const EVERY = '::';
const EVERY_IPV4 = '0.0.0.0';

/** Returns the address to listen on: `::` includes IPv4, and becomes 0.0.0.0 without IPv6. */
export async function listeningHost(
  host: string,
  log: Pick<Log, 'warn'>,
  canListen: (host: string) => Promise<boolean> = canListenOn,
): Promise<string> {
  if (host !== EVERY || (await canListen(EVERY))) return host;
  log.warn({ msg: `this machine has no IPv6: listening on ${EVERY_IPV4} instead of ${EVERY}` });
  return EVERY_IPV4;
}

async function canListenOn(host: string): Promise<boolean> {
  const probe = createServer();
  try {
    await once(probe.listen(0, host), 'listening');
    return true;
  } catch {
    return false;
  } finally {
    probe.close();
  }
}
