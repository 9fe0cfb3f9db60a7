import { Injectable } from '@nestjs/common';
import {
  type PersonProfile,
  PersonProfilesRepository,
} from '../people/person-profiles.repository.js';
import type { Scope } from '../scope.js';

/** Claims about a person (OpenID Connect Core §5.1). */
export interface UserinfoClaims {
  sub: string;
  name?: string;
  given_name?: string;
  family_name?: string;
  preferred_username?: string;
  email?: string;
}

/** Returns claims about the person who has signed in (OpenID Connect Core §5.3). */
@Injectable()
export class Userinfo {
  constructor(private readonly profiles: PersonProfilesRepository) {}

  /** Returns the claims that the scope asks for (§5.4). */
  async of(personId: string, scope: Scope): Promise<UserinfoClaims> {
    const needsProfile = scope.includes('profile') || scope.includes('email');
    const profile = needsProfile ? await this.profiles.find(personId) : null;
    return {
      sub: personId,
      ...(profile && scope.includes('profile') ? namesOf(profile) : {}),
      ...(profile && scope.includes('email') ? { email: profile.email } : {}),
    };
  }
}

function namesOf({ username, givenName, familyName }: PersonProfile): Partial<UserinfoClaims> {
  return {
    name: `${givenName} ${familyName}`,
    given_name: givenName,
    family_name: familyName,
    ...(username === null ? {} : { preferred_username: username }),
  };
}
