import type { SigningAlgorithm } from '../jws/signing-algorithm.js';
import { MAX_TOKEN_LIFETIME } from '../oauth-settings.js';
import { type SigningKey, stateOf } from './signing-key.entity.js';
import type { RotationRequest } from './signing-keys.repository.js';

/** The configuration of one side for its signing keys. */
export interface KeyPolicy {
  /** The algorithm of the next key. */
  signingAlgorithm: SigningAlgorithm;
  /** Days after which a new key is made; 0 means never. */
  rotateAfter: number;
  /** Seconds that a key is published before it signs, at least. */
  announceFor: number;
  /** Seconds that a key waits for instances that lack it, at most. */
  maxWait: number;
}

/** The state of one moment, from which the due actions follow. */
export interface KeySnapshot {
  now: Date;
  keys: readonly PlannedKey[];
  request: RotationRequest | null;
  /** The live processes, each with the ids of the keys that it has loaded. */
  instances: readonly { keys: readonly string[] }[];
}

type PlannedKey = Pick<SigningKey, 'kid' | 'algorithm' | 'createdAt' | 'activatedAt' | 'retiredAt'>;

export type KeyAction =
  | { type: 'make'; algorithm: SigningAlgorithm; reason: string }
  | { type: 'activate'; kid: string; reason: string }
  | { type: 'remove'; kid: string };

/**
 * Seconds that a retired key is kept beyond the maximum lifetime of a token. They cover clocks that
 * differ, and a process that still signs before it is notified of the retirement.
 */
const MARGIN = 3_600;

const DAY = 86_400;

/**
 * Returns the seconds for which a verifier may cache the published keys: `announceFor` less a
 * tenth, in which every process is notified of a new key. So a copy from just before the
 * announcement has expired when the key starts to sign.
 */
export function cacheableFor({ announceFor }: Pick<KeyPolicy, 'announceFor'>): number {
  return Math.floor(announceFor * 0.9);
}

/** Returns the time at which all tokens of a retired key have expired, plus `MARGIN`. */
export function verifiesUntil(retiredAt: Date): Date {
  return new Date(retiredAt.getTime() + (MAX_TOKEN_LIFETIME + MARGIN) * 1000);
}

/** Returns the actions that are due now. Actions that follow from them become due afterwards. */
export function planActions(snapshot: KeySnapshot, policy: KeyPolicy): KeyAction[] {
  const { now, keys } = snapshot;
  const removals = keys
    .filter(({ retiredAt }) => retiredAt && verifiesUntil(retiredAt) <= now)
    .map(({ kid }) => ({ type: 'remove' as const, kid }));
  const change = nextKey(snapshot, policy) ?? nextActivation(snapshot, policy);
  return change ? [...removals, change] : removals;
}

/** Plans a new key, one at a time: a request waits until the announced key is active. */
function nextKey({ now, keys, request }: KeySnapshot, policy: KeyPolicy): KeyAction | null {
  if (announced(keys).length > 0) return null;
  const algorithm = request?.algorithm ?? policy.signingAlgorithm;
  if (request) return { type: 'make', algorithm, reason: 'requested' };
  const active = keys.find((key) => stateOf(key) === 'active');
  if (!active) return { type: 'make', algorithm, reason: 'this side had no signing key' };
  const isOld =
    policy.rotateAfter > 0 && secondsSince(active.activatedAt!, now) >= policy.rotateAfter * DAY;
  return isOld ? { type: 'make', algorithm, reason: `after ${policy.rotateAfter} days` } : null;
}

/** Plans the activation of the oldest announced key, which most verifiers have. */
function nextActivation(snapshot: KeySnapshot, policy: KeyPolicy): KeyAction | null {
  const [oldest] = announced(snapshot.keys);
  const reason = oldest && activationReason(oldest, snapshot, policy);
  return reason ? { type: 'activate', kid: oldest.kid, reason } : null;
}

/** Returns the reason to activate the key now; null when the key has to wait. */
function activationReason(
  { kid, createdAt }: PlannedKey,
  { now, keys, instances }: KeySnapshot,
  { announceFor, maxWait }: KeyPolicy,
): string | null {
  // Without an active key, waiting would help no verifier.
  if (!keys.some((key) => stateOf(key) === 'active')) return 'no other key signs';
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
