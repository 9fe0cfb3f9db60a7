import { readJws, type Jws } from '../jws/jws.js';
import { readAlgorithm } from '../jws/signing-algorithm.js';
import {
  type KeyState,
  type SigningKey,
  stateOf,
  verificationKey,
} from '../keys/signing-key.entity.js';
import type { OAuthOptions } from '../oauth.options.js';
import type { Side } from '../side.js';
import type { AccessTokenClaims } from '../access-tokens/access-token.claims.js';
import { claimsError, type Expected, headerError } from '../access-tokens/claims-error.js';
import { INACTIVE_REASONS } from '../revocation/inactive-reason.js';
import { FOREIGN_HEADER, signingKeyOf } from '../access-tokens/token-header.js';
import type { TokenRecordsRepository } from './token-records.repository.js';
import { statusOf } from '../revocation/token-status.js';
import { timesError, tokenError } from '../access-tokens/verified-claims.js';

/** What a side says of the token, in the codes of its guard. */
export interface Verdict {
  side: Side;
  /** Null when nothing speaks against it and not everything could be looked at. */
  accepted: boolean | null;
  /** See docs/errors.md; null for a token that is not refused. */
  code: string | null;
  reason: string;
  /** What is left of its scope. */
  scope?: readonly string[];
}

export interface TokenExplanation {
  header: Jws['header'];
  /** As they are in it; believe them when a side accepts it. */
  claims: Jws['claims'];
  /** The key that the header names; null when there is none, or nobody was asked. */
  key: (Pick<SigningKey, 'kid' | 'side' | 'algorithm' | 'createdAt'> & { state: KeyState }) | null;
  verdicts: readonly Verdict[];
}

/** A side, and what it takes to judge in its place. */
type Judge = Expected & Pick<OAuthOptions, 'roles'>;

/** Goes the way of the guard with a token, of every side, and says how far it comes. */
export class TokenExplanations {
  /** Without records it goes by what is written in the token alone. */
  constructor(
    private readonly judges: readonly Judge[],
    private readonly records: TokenRecordsRepository | null,
  ) {}

  /** Null for what is no signed JWT. */
  async explain(token: string): Promise<TokenExplanation | null> {
    const jws = readJws(token);
    if (!jws) return null;
    const keys = (await this.records?.keys()) ?? [];
    const verdicts: Verdict[] = [];
    for (const judge of this.judges) {
      const { side } = judge;
      const ofSide = keys.filter((key) => key.side === side);
      verdicts.push({ side, ...(await this.#judge(jws, judge, ofSide)) });
    }
    const { header, claims } = jws;
    return { header, claims, key: named(keys, header.kid), verdicts };
  }

  async #judge(
    jws: Jws,
    judge: Judge,
    keys: readonly SigningKey[],
  ): Promise<Omit<Verdict, 'side'>> {
    const claims = jws.claims as unknown as AccessTokenClaims;
    const fault = this.#signatureFault(jws, judge, keys) ?? claimsError(claims, judge);
    if (fault) return refused(fault);
    if (!this.records) return undecided(OFFLINE);
    const client = await this.records.client(claims.client_id, judge);
    const status = await statusOf(claims, client, {
      address: null,
      isRevoked: async () => this.records!.isRevoked(judge.side, claims.jti),
    });
    if ('inactiveReason' in status) return refused(INACTIVE_REASONS[status.inactiveReason]);
    const isAuthentic = keys.find(({ kid }) => kid === jws.header.kid)?.isAuthentic;
    if (!isAuthentic) return undecided(unauthenticated(judge.side));
    return {
      accepted: true,
      code: null,
      reason: 'nothing is wrong with it',
      scope: status.scope,
    };
  }

  #signatureFault(jws: Jws, judge: Judge, keys: readonly SigningKey[]) {
    const key = signingKeyOf(jws, (kid) => {
      const row = keys.find((each) => each.kid === kid);
      return row ? verificationKey(row) : null;
    });
    if (!('code' in key)) return tokenError(jws, key);
    const fault = headerError(key, jws, judge);
    if (this.records || fault.code !== 'unknown_key') return fault;
    return readAlgorithm(jws.header.alg) ? timesError(jws) : FOREIGN_HEADER;
  }
}

function named(keys: readonly SigningKey[], id: unknown): TokenExplanation['key'] {
  const key = keys.find((each) => each.kid === id);
  if (!key) return null;
  const { kid, side, algorithm, createdAt } = key;
  return { kid, side, algorithm, createdAt, state: stateOf(key) };
}

const OFFLINE =
  'nothing in it speaks against it; its key, its client and revocation were not looked at';

function unauthenticated(side: Side): string {
  const setting = `${side}.oauth.keyEncryptionKey`;
  return `nothing in it speaks against it; without ${setting} this command cannot tell whether its key is forged`;
}

function undecided(reason: string) {
  return { accepted: null, code: null, reason };
}

function refused({ code, description }: { code: string; description: string }) {
  return { accepted: false, code, reason: description };
}
