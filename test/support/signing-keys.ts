import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import { expect, vi } from 'vitest';
import type { Side } from '#oauth';
import { KeySeals } from '../../libs/oauth/src/keys/key-seals.js';
import { SigningKeysRepository } from '../../libs/oauth/src/keys/signing-keys.repository.js';
import type { TestApplication } from './applications.js';
import type { TestDatabase } from './database.js';
import { request } from './requests.js';
import { decode } from './tokens.js';

/** What is awaited takes moments; the limit is for a machine with other things to do. */
export const SOON = { timeout: 15_000, interval: 20 };

export interface KeyRow {
  kid: string;
  algorithm: string;
  state: 'announced' | 'active' | 'retired';
}

/** As the database has them, in the order of their lives. */
export async function keyRows(database: TestDatabase, side: Side): Promise<KeyRow[]> {
  const rows = await database.query(
    `SELECT kid, algorithm, CASE WHEN retired_at IS NOT NULL THEN 'retired'
       WHEN activated_at IS NOT NULL THEN 'active' ELSE 'announced' END AS state
     FROM signing_keys WHERE side = $1
     ORDER BY retired_at NULLS LAST, activated_at NULLS LAST, created_at`,
    [side],
  );
  return rows as unknown as KeyRow[];
}

/** Resolves when the application signs: after the end of its key it makes another within moments. */
export async function untilSigning(
  { side, url }: Pick<TestApplication, 'side' | 'url'>,
  database: TestDatabase,
): Promise<void> {
  const signs = async () => {
    const active = (await keyRows(database, side)).find(({ state }) => state === 'active');
    return active !== undefined && (await publishedKids(url))[0] === active.kid;
  };
  await vi.waitUntil(signs, SOON);
}

/** Changes the row of a key as a process of its side could, which has its key-encryption key. */
export async function rewriteKey(
  { app, side }: TestApplication,
  database: TestDatabase,
  { kid, ...changes }: { kid: string } & Partial<Record<KeyTime, Date>>,
): Promise<void> {
  const rows = await app.get(SigningKeysRepository).list(side);
  const key = Object.assign(
    rows.find((row) => row.kid === kid)!,
    changes,
  );
  await database.query(
    `UPDATE signing_keys SET created_at = $2, activated_at = $3, retired_at = $4,
       authentication = $5 WHERE kid = $1`,
    [
      kid,
      key.createdAt,
      key.activatedAt,
      key.retiredAt,
      app.get(KeySeals).get(side).authenticate(key),
    ],
  );
}

export type KeyTime = 'createdAt' | 'activatedAt' | 'retiredAt';

/** The published set as it is now. */
export async function publishedKeys(url: string): Promise<JSONWebKeySet> {
  const { status, body } = await request(`${url}/.well-known/jwks.json`);
  expect(status).toBe(200);
  return body;
}

export async function publishedKids(url: string): Promise<(string | undefined)[]> {
  return (await publishedKeys(url)).keys.map(({ kid }) => kid);
}

/** With an implementation that shares nothing with ours. @throws when the token is not good */
export async function verifyWithJose(token: string, keys: JSONWebKeySet): Promise<void> {
  await jwtVerify(token, createLocalJWKSet(keys), { typ: 'at+jwt' });
}

export function kidOf(token: string): unknown {
  return decode(token).header.kid;
}

/** Actions of the audit trail of keys, with whom and what, the oldest first. */
export async function keyEvents(database: TestDatabase, side: Side): Promise<string[]> {
  const rows = await database.query(
    `SELECT action, actor_type, subject_id FROM audit_events
     WHERE side = $1 AND action LIKE 'key.%' ORDER BY id`,
    [side],
  );
  return rows.map(({ action, actor_type: actor, subject_id: kid }) =>
    [action, actor, kid].filter(Boolean).join(' '),
  );
}

/** A verifier elsewhere, which obeys Cache-Control and asks for nothing between. */
export class RemoteVerifier {
  #keys?: Promise<{ keys: JSONWebKeySet; usableUntilMs: number }>;
  fetched = 0;

  constructor(private readonly url: string) {}

  /** @throws when the token is not good by what is cached, as long as it may be */
  async verify(token: string): Promise<void> {
    const { usableUntilMs } = (await this.#keys) ?? { usableUntilMs: -Infinity };
    if (performance.now() >= usableUntilMs) this.#keys = this.#fetch();
    await verifyWithJose(token, (await this.#keys!).keys);
  }

  async #fetch() {
    this.fetched += 1;
    const { body, headers } = await request(`${this.url}/.well-known/jwks.json`);
    // From the answer on, which is the latest that a cache would count from.
    const maxAge = /max-age=(\d+)/.exec(headers.get('cache-control') ?? '')![1];
    return {
      keys: body as JSONWebKeySet,
      usableUntilMs: performance.now() + Number(maxAge) * 1000,
    };
  }
}
