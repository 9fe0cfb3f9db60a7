import { readJws, type Jws } from '../jws/jws.js';
import { readAlgorithm } from '../jws/signing-algorithm.js';
import {
  type KeyState,
  type SigningKey,
  stateOf,
  verificationKey,
} from '../keys/signing-key.entity.js';
import type { OAuthSettings } from '../oauth-settings.js';
import type { Side } from '../side.js';
import type { AccessTokenClaims } from '../access-tokens/access-token.claims.js';
import { claimsError, type Expected, headerError } from '../access-tokens/claims-error.js';
import { INACTIVE_REASONS } from '../revocation/inactive-reason.js';
import { FOREIGN_HEADER, signingKeyOf } from '../access-tokens/token-header.js';
import type { TokenRecordsRepository } from './token-records.repository.js';
import { isOfPerson, statusOf } from '../revocation/token-status.js';
import { timesError, tokenError } from '../access-tokens/verified-claims.js';

/** The decision of one side about a token, with the error codes of its guard. */
export interface Verdict {
  side: Side;
  /** Null when no error was found but not everything could be checked. */
  accepted: boolean | null;
  /** See docs/errors.md; null for a token that is not rejected. */
  code: string | null;
  reason: string;
  /** The current scope of the token. */
  scope?: readonly string[];
}

export interface TokenExplanation {
  header: Jws['header'];
  /** The claims of the token. Trust them only if a side accepts the token. */
  claims: Jws['claims'];
  /** The key that the header names; null when it does not exist or was not looked up. */
  key: (Pick<SigningKey, 'kid' | 'side' | 'algorithm' | 'createdAt'> & { state: KeyState }) | null;
  verdicts: readonly Verdict[];
}

/** The settings of a side that decide about a token. */
type SideSettings = Expected & Pick<OAuthSettings, 'roles' | 'visitors'>;

/** Makes the checks of the guard of every side for a token, and explains the results. */
export class TokenExplanations {
  /** Without records, only the token itself is checked. */
  constructor(
    private readonly sides: readonly SideSettings[],
    private readonly records: TokenRecordsRepository | null,
  ) {}

  /** Explains a token; returns null for a text that is not a signed JWT. */
  async explain(token: string): Promise<TokenExplanation | null> {
    const jws = readJws(token);
    if (!jws) return null;
    const keys = (await this.records?.keys()) ?? [];
    const verdicts: Verdict[] = [];
    for (const settings of this.sides) {
      const { side } = settings;
      const ofSide = keys.filter((key) => key.side === side);
      verdicts.push({ side, ...(await this.#check(jws, settings, ofSide)) });
    }
    const { header, claims } = jws;
    return { header, claims, key: named(keys, header.kid), verdicts };
  }

  async #check(
    jws: Jws,
    settings: SideSettings,
    keys: readonly SigningKey[],
  ): Promise<Omit<Verdict, 'side'>> {
    const claims = jws.claims as unknown as AccessTokenClaims;
    const error = this.#signatureError(jws, settings, keys) ?? claimsError(claims, settings);
    if (error) return rejected(error);
    if (!this.records) return undecided(OFFLINE);
    const client = await this.records.client(claims.client_id, settings);
    const person = isOfPerson(claims) ? await this.records.person(claims.sub, settings) : null;
    const visitorScopes = settings.visitors?.scopes ?? [];
    const holders = { client, person, visitorScopes };
    const status = await statusOf(claims, holders, {
      address: null,
      isRevoked: async () => this.records!.isRevoked(settings.side, claims.jti),
    });
    if ('inactiveReason' in status) return rejected(INACTIVE_REASONS[status.inactiveReason]);
    const isAuthentic = keys.find(({ kid }) => kid === jws.header.kid)?.isAuthentic;
    if (!isAuthentic) return undecided(unauthenticated(settings.side));
    return {
      accepted: true,
      code: null,
      reason: 'the token is valid',
      scope: status.scope,
    };
  }

  #signatureError(jws: Jws, settings: SideSettings, keys: readonly SigningKey[]) {
    const key = signingKeyOf(jws, (kid) => {
      const row = keys.find((each) => each.kid === kid);
      return row ? verificationKey(row) : null;
    });
    if (!('code' in key)) return tokenError(jws, key);
    const error = headerError(key, jws, settings);
    if (this.records || error.code !== 'unknown_key') return error;
    return readAlgorithm(jws.header.alg) ? timesError(jws) : FOREIGN_HEADER;
  }
}

function named(keys: readonly SigningKey[], id: unknown): TokenExplanation['key'] {
  const key = keys.find((each) => each.kid === id);
  if (!key) return null;
  const { kid, side, algorithm, createdAt } = key;
  return { kid, side, algorithm, createdAt, state: stateOf(key) };
}

const OFFLINE = 'no error was found; the key, the client and revocation were not checked';

function unauthenticated(side: Side): string {
  const setting = `${side}.oauth.keyEncryptionKey`;
  return `no error was found; without ${setting} this command cannot tell whether the key is forged`;
}

function undecided(reason: string) {
  return { accepted: null, code: null, reason };
}

function rejected({ code, description }: { code: string; description: string }) {
  return { accepted: false, code, reason: description };
}
