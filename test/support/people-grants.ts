import { expect } from 'vitest';
import type { Side } from '#oauth';
import type { TestApplications, TestClient } from './applications.js';
import {
  clientForPeople,
  personTokens,
  type PersonTokens,
  refreshOf,
  shopper,
  staffPerson,
} from './people.js';
import { api, tokenRequest } from './requests.js';

/** The scope of the tokens of these tests, which the person holds at both sides. */
export const SCOPE = 'profile:read';

export async function personWithProfile(
  { database }: Pick<TestApplications, 'database'>,
  side: Side,
): Promise<string> {
  return side === 'backoffice' ? staffPerson(database, SCOPE) : shopper(database);
}

/** An application that has tokens for a person. */
export interface Access {
  client: TestClient;
  tokens: PersonTokens;
  /** True for the access token at the API, and the error of the refresh token, or its scope. */
  works: () => Promise<[boolean, string]>;
}

export async function accessFor(
  applications: TestApplications,
  side: Side,
  { personId, ...options }: { personId: string; sessionId?: string; client?: TestClient },
): Promise<Access> {
  const application = applications[side];
  const client =
    options.client ?? (await clientForPeople(application, applications.database, SCOPE));
  const tokens = await personTokens(application, { ...options, personId, client, scope: SCOPE });
  const works = async (): Promise<[boolean, string]> => {
    const { status } = await api(application, tokens.accessToken, '/api/users/mine');
    const { body } = await tokenRequest(application, refreshOf(client, tokens.refreshToken));
    return [status === 200, String(body.error ?? body.scope)];
  };
  expect((await api(application, tokens.accessToken, '/api/users/mine')).status).toBe(200);
  return { client, tokens, works };
}

/** The result of `works` when nothing works. */
export const ENDED: [boolean, string] = [false, 'invalid_grant'];

/** The result of `works` while both tokens work. */
export const WORKING: [boolean, string] = [true, SCOPE];

/** Milliseconds in which an end takes effect on every process. */
export const SOON = { timeout: 1000, interval: 20 };
