import { readFile } from 'node:fs/promises';
import { freePort } from '../support/applications.js';
import { Nginx } from '../support/nginx.js';

/** The configuration in the documentation. */
const CONFIGURATION = 'docs/nginx.conf';

/** Starts nginx in front of the replicas, with the documented configuration. */
export async function startReverseProxy(directory: string, replicaPorts: number[]): Promise<Nginx> {
  const port = await freePort();
  return Nginx.start(directory, port, await configuration(port, replicaPorts));
}

async function configuration(port: number, replicaPorts: number[]): Promise<string> {
  const text = await readFile(CONFIGURATION, 'utf8');
  const [line] = /^ *server 127\.0\.0\.1:3000 .*\n/m.exec(text)!;
  const servers = replicaPorts.map((each) => line.replace('3000', String(each)));
  return text
    .replaceAll(/^ *server 127\.0\.0\.1:.*\n/gm, '')
    .replace(/(upstream backoffice \{\n(?: *#.*\n)*)/, `$1${servers.join('')}`)
    .replace('listen 8080', `listen 127.0.0.1:${port}`);
}
