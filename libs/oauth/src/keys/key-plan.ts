import type { SigningAlgorithm } from '../jws/signing-algorithm.js';
import { MAX_TOKEN_LIFETIME } from '../oauth.options.js';
import { type SigningKey, stateOf } from './signing-key.entity.js';
import type { RotationRequest } from './signing-keys.repository.js';

/** What one side has decided about its signing keys. */
export interface KeyPolicy {
  /** Of the next key. */
  signingAlgorithm: SigningAlgorithm;
  /** Days that a key signs; 0 is without an end. */
  rotateAfter: number;
  /** Seconds that a key is published at the least before it signs. */
  announceFor: number;
  /** Seconds that a key waits at the most for instances that lack it. */
  maxWait: number;
}

/** Everything that decides on what is to be done, as of one moment. */
export interface KeySnapshot {
  now: Date;
  keys: readonly PlannedKey[];
  wish: RotationRequest | null;
  /** Those that are alive, with the keys that each of them has. */
  instances: readonly { keys: readonly string[] }[];
}

type PlannedKey = Pick<SigningKey, 'kid' | 'algorithm' | 'createdAt' | 'activatedAt' | 'retiredAt'>;

export type KeyAction =
  | { act: 'make'; algorithm: SigningAlgorithm; reason: string }
  | { act: 'activate'; kid: string; reason: string }
  | { act: 'remove'; kid: string };

/**
 * Seconds over the longest life of a token that a retired key is kept: for
 * clocks that differ, and for a process that signs on before it hears of the end.
 */
const MARGIN = 3_600;

const DAY = 86_400;

/**
 * Seconds that a verifier may use the published keys without asking again: less
 * than a key is announced for, by a tenth, in which every process has heard of
 * it. A document from just before an announcement is out of use when the key signs.
 */
export function cacheableFor({ announceFor }: Pick<KeyPolicy, 'announceFor'>): number {
  return Math.floor(announceFor * 0.9);
}

/** When the last token that a retired key signed has expired, and a little later. */
export function verifiesUntil(retiredAt: Date): Date {
  return new Date(retiredAt.getTime() + (MAX_TOKEN_LIFETIME + MARGIN) * 1000);
}

/** What is due now; what follows from it is due once it is done. */
export function planActions(situation: KeySnapshot, policy: KeyPolicy): KeyAction[] {
  const { now, keys } = situation;
  const removals = keys
    .filter(({ retiredAt }) => retiredAt && verifiesUntil(retiredAt) <= now)
    .map(({ kid }) => ({ act: 'remove' as const, kid }));
  const change = nextKey(situation, policy) ?? promotion(situation, policy);
  return change ? [...removals, change] : removals;
}

/** One at a time: a wish waits until the key that is announced signs. */
function nextKey({ now, keys, wish }: KeySnapshot, policy: KeyPolicy): KeyAction | null {
  if (announced(keys).length > 0) return null;
  const algorithm = wish?.algorithm ?? policy.signingAlgorithm;
  if (wish) return { act: 'make', algorithm, reason: 'requested' };
  const active = keys.find((key) => stateOf(key) === 'active');
  if (!active) return { act: 'make', algorithm, reason: 'there was none' };
  const isOld =
    policy.rotateAfter > 0 && secondsSince(active.activatedAt!, now) >= policy.rotateAfter * DAY;
  return isOld ? { act: 'make', algorithm, reason: `after ${policy.rotateAfter} days` } : null;
}

/** The oldest first: who is published longest is known best. */
function promotion(situation: KeySnapshot, policy: KeyPolicy): KeyAction | null {
  const [oldest] = announced(situation.keys);
  const reason = oldest && whyNow(oldest, situation, policy);
  return reason ? { act: 'activate', kid: oldest.kid, reason } : null;
}

/** Null when the key has to wait. */
function whyNow(
  { kid, createdAt }: PlannedKey,
  { now, keys, instances }: KeySnapshot,
  { announceFor, maxWait }: KeyPolicy,
): string | null {
  // Nobody has a token yet that it would be in the way of.
  if (!keys.some((key) => stateOf(key) === 'active')) return 'nothing else signs';
  const age = secondsSince(createdAt, now);
  const having = instances.filter((instance) => instance.keys.includes(kid)).length;
  if (having === 0 || age < announceFor) return null;
  if (having === instances.length) return `all ${having} instances have it`;
  return age >= maxWait ? `after ${maxWait} s, ${having} of ${instances.length} have it` : null;
}

function announced(keys: readonly PlannedKey[]): PlannedKey[] {
  return keys
    .filter((key) => stateOf(key) === 'announced')
    .toSorted((one, other) => one.createdAt.getTime() - other.createdAt.getTime());
}

function secondsSince(then: Date, now: Date): number {
  return (now.getTime() - then.getTime()) / 1000;
}
