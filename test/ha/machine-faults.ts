import { setTimeout as pause } from 'node:timers/promises';
import type { Scenario } from './scenario.js';

/**
 * Seconds: `ttl` (20) after the last sign of life, then a round of Patroni on the others
 * (`loop_wait`, 5), promotion, the next standby, and a busy machine.
 */
const TAKEN_OVER = 45;

/** Longer than any request may take: changes wait for a standby, but not so long. */
const NO_STANDBY_MS = 40_000;

/** Longer than `ttl`, after which a primary without etcd steps down if nothing else speaks for it. */
const NO_ETCD_MS = 30_000;

/** Scenarios in which the primary fails. */
export const MACHINE_FAULTS: Scenario[] = [
  {
    name: 'the machine of the primary is killed (kill -9), and starts again',
    isShort: true,
    within: TAKEN_OVER,
    act: async ({ cluster }) => {
      const former = await cluster.primary();
      await former.kill();
      await cluster.untilReplaced(former);
      return async () => former.start();
    },
  },
  {
    name: 'PostgreSQL of the primary is killed (kill -9)',
    within: TAKEN_OVER,
    act: async ({ cluster }) => {
      await (await cluster.primary()).killPostgres();
      return async () => {};
    },
  },
  {
    name: 'the machine of the primary is paused (SIGSTOP), and continues',
    within: TAKEN_OVER,
    act: async ({ cluster }) => {
      const former = await cluster.primary();
      await former.pause();
      await cluster.untilReplaced(former);
      return async () => former.resume();
    },
  },
  {
    name: 'the primary is cut off from everything, and comes back',
    within: TAKEN_OVER,
    act: async ({ cluster }) => {
      const former = await cluster.primary();
      await cluster.network.cutOff(former.name);
      await cluster.untilReplaced(former);
      return async () => cluster.network.connect(former.name);
    },
  },
  {
    name: 'the primary is cut off from the other machines, but not from clients',
    within: TAKEN_OVER,
    act: async ({ cluster }) => {
      const former = await cluster.primary();
      await cluster.network.separate(former.name);
      await cluster.untilReplaced(former);
      return async () => cluster.network.unite(former.name);
    },
  },
  {
    name: 'the primary is switched over to a standby (patronictl switchover)',
    isShort: true,
    within: 20,
    act: async ({ cluster }) => {
      const former = await cluster.primary();
      await cluster.switchOver();
      await cluster.untilReplaced(former);
      return async () => {};
    },
  },
];

/** Scenarios in which the primary stays. */
export const OTHER_FAULTS: Scenario[] = [
  {
    name: 'the synchronous standby is paused (SIGSTOP), and continues',
    within: 25,
    act: async ({ cluster }) => {
      const standby = await cluster.synchronousStandby();
      await standby.pause();
      await cluster.untilReplaced(standby);
      return async () => standby.resume();
    },
  },
  {
    name: 'both standbys are cut off for 40 s',
    within: 60,
    act: async ({ cluster }) => {
      const primary = await cluster.primary();
      const standbys = cluster.machines.filter((machine) => machine !== primary);
      for (const { name } of standbys) await cluster.network.cutOff(name);
      await pause(NO_STANDBY_MS);
      for (const { name } of standbys) await cluster.network.connect(name);
      return async () => {};
    },
  },
  {
    name: 'all of etcd is killed, and starts again after 30 s',
    within: 10,
    act: async ({ cluster }) => {
      await Promise.all(cluster.etcd.map(async (machine) => machine.kill()));
      await pause(NO_ETCD_MS);
      return async () => Promise.all(cluster.etcd.map(async (machine) => machine.start()));
    },
  },
];
