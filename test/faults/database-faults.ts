import { setTimeout as pause } from 'node:timers/promises';
import { MovableAddress } from './movable-address.js';
import { timed } from './replica-faults.js';
import type { Scenario } from './scenario.js';

/** Longer than the maximum time of a recovery. */
const BETWEEN_MS = 1_500;

/** Scenarios with database outages and healthy replicas. */
export const DATABASE_FAULTS: Scenario[] = [
  {
    name: 'the connections of PostgreSQL are terminated',
    promised: 'only what needs the database fails',
    act: async ({ postgres }, { rounds }) => {
      const faults = [];
      for (let round = 0; round < rounds; round += 1) {
        faults.push(...(await timed(async () => postgres.terminateConnections())));
        await pause(BETWEEN_MS);
      }
      return faults;
    },
  },
  {
    name: 'PostgreSQL is restarted',
    promised: 'only what needs the database fails',
    act: async ({ postgres }) =>
      timed(async () => {
        await postgres.stop();
        await postgres.start();
      }),
  },
  {
    name: 'PostgreSQL is killed (kill -9) and started',
    promised: 'only what needs the database fails',
    act: async ({ postgres }) =>
      timed(async () => {
        await postgres.kill();
        await postgres.start();
      }),
  },
  {
    name: 'PostgreSQL is away for a while',
    promised: 'only what needs the database fails',
    act: async ({ postgres }, { outageMs }) =>
      timed(async () => {
        await postgres.stop();
        await pause(outageMs);
        await postgres.start();
      }),
  },
  {
    name: 'PostgreSQL is paused (SIGSTOP) for a while',
    promised: 'only what needs the database fails',
    act: async ({ postgres }, { outageMs }) =>
      timed(async () => {
        await postgres.pause();
        await pause(outageMs);
        await postgres.resume();
      }),
  },
];

/**
 * The promotion of a standby. It must be the last scenario, because the primary does not come back.
 */
export function promotion(): Scenario & { close: () => void } {
  let address: MovableAddress | undefined;
  return {
    name: 'PostgreSQL is killed (kill -9), a standby is promoted',
    promised: 'only what needs the database fails',
    prepare: async (stage) => {
      await stage.standby.start();
      await stage.postgres.requireStandby();
      address = await MovableAddress.to(stage.postgres.port);
      await stage.moveDatabase(address.port);
    },
    act: async (stage) =>
      timed(async () => {
        await stage.postgres.kill();
        await stage.standby.promote();
        address?.moveTo(stage.standby.port);
        stage.postgres = stage.standby;
      }),
    close: () => address?.close(),
  };
}
