import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { storedTexts } from '../clients/stored-lists.js';
import { OAUTH_SETTINGS, type OAuthSettings } from '../oauth-settings.js';
import type { ClientSnapshot } from '../clients/client-snapshot.js';
import type { Scope } from '../scope.js';

/** A client of a third party, and the person who has been asked for consent. */
export interface ConsentParties {
  clientId: string;
  personId: string;
}

/** Stores the scopes to which people of this side have consented, for clients of third parties. */
@Injectable()
export class ConsentsRepository {
  constructor(
    @Inject(OAUTH_SETTINGS) private readonly options: Pick<OAuthSettings, 'side'>,
    private readonly dataSource: DataSource,
  ) {}

  /** Returns the part of a scope for which the client needs no further consent of the person. */
  async permitted(
    { clientId, isThirdParty }: Pick<ClientSnapshot, 'clientId' | 'isThirdParty'>,
    personId: string,
    scope: Scope,
  ): Promise<Scope> {
    if (!isThirdParty) return scope;
    const consented = await this.#find({ clientId, personId });
    return scope.filter((each) => consented.includes(each));
  }

  /** Returns the scopes to which the person has consented; none without a consent. */
  async #find({ clientId, personId }: ConsentParties): Promise<Scope> {
    const [row] = await this.dataSource.query<{ scopes: string[] }[]>(
      'SELECT scopes FROM consents WHERE side = $1 AND person_id = $2 AND client_id = $3',
      [this.options.side, personId, clientId],
    );
    return row ? storedTexts(row.scopes) : [];
  }

  /** Adds scopes to the consent of the person. */
  async add({ clientId, personId }: ConsentParties, scopes: Scope): Promise<void> {
    await this.dataSource.query(
      `INSERT INTO consents (side, person_id, client_id, scopes) VALUES ($1, $2, $3, $4)
       ON CONFLICT (side, person_id, client_id) DO UPDATE SET granted_at = now(), scopes = ARRAY(
         SELECT DISTINCT scope FROM unnest(consents.scopes || excluded.scopes) scope)`,
      [this.options.side, personId, clientId, scopes],
    );
  }
}
