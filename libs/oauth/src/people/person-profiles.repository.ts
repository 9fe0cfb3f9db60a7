import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { OAUTH_SETTINGS, type OAuthSettings } from '../oauth-settings.js';

/** The names of a person. */
export interface PersonProfile {
  /** Null for a shopper, who signs in by the e-mail address. */
  username: string | null;
  email: string;
  givenName: string;
  familyName: string;
}

/** Reads the names of the people of one side. */
@Injectable()
export class PersonProfilesRepository {
  constructor(
    @Inject(OAUTH_SETTINGS) private readonly options: Pick<OAuthSettings, 'side'>,
    private readonly dataSource: DataSource,
  ) {}

  async find(personId: string): Promise<PersonProfile | null> {
    const [row] = await this.dataSource.query<PersonProfile[]>(
      `SELECT username, email, given_name AS "givenName", family_name AS "familyName"
       FROM person_profiles WHERE side = $1 AND id = $2`,
      [this.options.side, personId],
    );
    return row ?? null;
  }
}
