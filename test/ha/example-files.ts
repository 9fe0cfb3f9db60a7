import { randomBytes } from 'node:crypto';
import { copyFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Place } from './network.js';

const FOLDER = 'deploy/patroni';

/** The machines of the database in the example, and those of etcd. */
const DATABASE_PLACES: readonly Place[] = [
  { name: 'one', address: '10.0.0.11' },
  { name: 'two', address: '10.0.0.12' },
  { name: 'three', address: '10.0.0.13' },
];
const ETCD_PLACES: readonly Place[] = [
  { name: 'etcd-one', address: '10.0.0.21' },
  { name: 'etcd-two', address: '10.0.0.22' },
  { name: 'etcd-three', address: '10.0.0.23' },
];

type Variables = Record<string, string>;

/** One machine as an operator makes it of the example: a program with its variables. */
export interface MachineFiles extends Place {
  directory: string;
  command: readonly string[];
  variables: Variables;
}

/** Fills in the example for the machines of etcd: names, addresses and folders. */
export async function fillInEtcd(directory: string): Promise<MachineFiles[]> {
  const text = await readFile(join(FOLDER, 'etcd.env'), 'utf8');
  return ETCD_PLACES.map((place) => {
    const own = join(directory, place.name);
    const filled = variablesOf(text, place, ETCD_PLACES[0]!);
    const variables = { ...filled, ETCD_DATA_DIR: join(own, 'data') };
    return { ...place, directory: own, command: ['/usr/bin/etcd'], variables };
  });
}

/** Fills in the example for the machines of the database, with new passwords. */
export async function fillInPatroni(directory: string): Promise<MachineFiles[]> {
  const password = randomBytes(16).toString('hex');
  const text = await readFile(join(FOLDER, 'node.env'), 'utf8');
  const configuration = join(directory, 'patroni.yml');
  await copyFile(join(FOLDER, 'patroni.yml'), configuration);
  return DATABASE_PLACES.map((place) => {
    const own = join(directory, place.name);
    const filled = variablesOf(text.replaceAll('CHANGE_ME', password), place, DATABASE_PLACES[0]!);
    const variables = {
      ...filled,
      PATRONI_POSTGRESQL_DATA_DIR: join(own, 'data'),
      PATRONI_POSTGRESQL_PGPASS: join(own, 'pgpass'),
    };
    return { ...place, directory: own, command: ['/usr/bin/patroni', configuration], variables };
  });
}

/** Returns the configuration of HAProxy before the machines, and the port where it listens. */
export async function haproxyExample(): Promise<{ text: string; port: number }> {
  const text = await readFile(join(FOLDER, 'haproxy.cfg'), 'utf8');
  return { text, port: Number(/^ *bind 127\.0\.0\.1:(\d+)$/m.exec(text)![1]) };
}

/** Reads the environment file of the first machine as that of another one. */
function variablesOf(text: string, { name, address }: Place, first: Place): Variables {
  const lines = text.matchAll(/^([A-Z\d_]+)=(.*)$/gm);
  return Object.fromEntries(
    Array.from(lines, ([, variable, value]) => {
      if (variable === 'ETCD_INITIAL_CLUSTER') return [variable, value];
      const isName = variable!.endsWith('_NAME') && value === first.name;
      return [variable, isName ? name : value!.replace(first.address, address)];
    }),
  );
}
