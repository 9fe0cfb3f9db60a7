import { Inject, Injectable } from '@nestjs/common';
import { clientActor } from '../clients/client-actor.js';
import type { ClientSnapshot } from '../clients/client-snapshot.js';
import { OAUTH_SETTINGS, type OAuthSettings } from '../oauth-settings.js';
import { RefreshTokenRevocation } from '../refresh-tokens/refresh-token-revocation.js';
import { RevokedTokens } from '../revocation/revoked-tokens.js';
import { TokenRevocations } from '../revocation/token-revocations.js';
import { AuthorizationCodes } from './authorization-codes.js';

/** The request that uses a code again. */
interface Replay {
  client: ClientSnapshot;
  context: { address: string; requestId: string };
}

/** Revokes the tokens of authorization codes that are used twice (RFC 6749 §4.1.2, §10.5). */
@Injectable()
export class CodeReplays {
  constructor(
    @Inject(OAUTH_SETTINGS) private readonly options: Pick<OAuthSettings, 'side'>,
    private readonly codes: AuthorizationCodes,
    private readonly revocations: TokenRevocations,
    private readonly revokedTokens: RevokedTokens,
    private readonly families: RefreshTokenRevocation,
  ) {}

  /** Revokes what a used code was exchanged for. Does nothing for a code that was never used. */
  async revoke(code: string, replay: Replay): Promise<void> {
    const given = await this.codes.replay(code);
    if (!given || given.tokenId === null) return;
    const { tokenId: jti, familyId } = given;
    const { side } = this.options;
    const { client, context } = replay;
    const { clientId } = client;
    const expiresAt = given.tokenExpiresAt!;
    const token = { side, jti, clientId, expiresAt };
    await this.revocations.revoke(token, clientActor(client, context));
    this.revokedTokens.add(jti, expiresAt);
    if (familyId !== null) await this.revokeFamily(familyId, replay);
  }

  /** Revokes the refresh tokens of a code that was replayed before they were stored. */
  async revokeFamily(familyId: string, { client, context }: Replay): Promise<void> {
    await this.families.revokeFamily(familyId, clientActor(client, context));
  }
}
