import { TestTokens } from './access-tokens/test-tokens.service.js';
import { AuthorizationAnswers } from './authorization/authorization-answers.js';
import { AuthorizationCodes } from './authorization/authorization-codes.js';
import { AuthorizationCodesRepository } from './authorization/authorization-codes.repository.js';
import { AuthorizationIntake } from './authorization/authorization-intake.js';
import { AuthorizationPurge } from './authorization/authorization-purge.js';
import { AuthorizationRequests } from './authorization/authorization-requests.js';
import { AuthorizationRequestsRepository } from './authorization/authorization-requests.repository.js';
import { AuthorizedApplications } from './authorization/authorized-applications.js';
import { AuthorizedApplicationsRepository } from './authorization/authorized-applications.repository.js';
import { CodeReplays } from './authorization/code-replays.js';
import { ConsentsRepository } from './authorization/consents.repository.js';
import { AuthorizationEndpoint } from './endpoints/authorization.endpoint.js';
import { EndpointRefusals } from './endpoints/endpoint-refusals.js';
import { ContinuationEndpoint } from './endpoints/continuation.endpoint.js';
import { LogoutEndpoint } from './endpoints/logout.endpoint.js';
import { PushedAuthorizationEndpoint } from './endpoints/pushed-authorization.endpoint.js';
import type { Grant } from './grants/grant.js';
import { PEOPLE_GRANTS } from './grants/grants.js';
import { AuthorizationCodeGrant } from './grants/authorization-code.grant.js';
import { PersonTokens } from './grants/person-tokens.js';
import { RefreshTokenGrant } from './grants/refresh-token.grant.js';
import { VisitorGrant } from './grants/visitor.grant.js';
import { RequestRate } from './limits/request-rate.js';
import { VisitorLimits } from './limits/visitor-limits.js';
import { IdTokens } from './openid/id-tokens.js';
import { Userinfo } from './openid/userinfo.js';
import { PersonCache } from './people/person-cache.js';
import { PersonProfilesRepository } from './people/person-profiles.repository.js';
import { PersonSnapshotsRepository } from './people/person-snapshots.repository.js';
import { SessionAuthentication } from './protected-resource/session-authentication.js';
import { UserinfoController } from './protected-resource/userinfo.controller.js';
import { RefreshTokenFamiliesRepository } from './refresh-tokens/refresh-token-families.repository.js';
import { PersonGrantsRepository } from './refresh-tokens/person-grants.repository.js';
import { RefreshTokenPurge } from './refresh-tokens/refresh-token-purge.js';
import { RefreshTokenRevocation } from './refresh-tokens/refresh-token-revocation.js';
import { RefreshTokens } from './refresh-tokens/refresh-tokens.js';
import { ApiRefusals } from './refusals/api-refusals.js';
import { Refusals } from './refusals/refusals.js';
import { RefusalsRepository } from './refusals/refusals.repository.js';

const GRANTS = [AuthorizationCodeGrant, RefreshTokenGrant];

/** Returns the grants of a side; the operator decides about that of visitors. */
function offered(visitors: VisitorGrant, ...others: Grant[]): Grant[] {
  return visitors.isOffered ? [...others, visitors] : others;
}

const ENDPOINTS = [
  AuthorizationEndpoint,
  ContinuationEndpoint,
  PushedAuthorizationEndpoint,
  LogoutEndpoint,
];

const PROVIDERS = [
  RefusalsRepository,
  Refusals,
  EndpointRefusals,
  ApiRefusals,
  TestTokens,
  PersonSnapshotsRepository,
  PersonCache,
  RefreshTokenFamiliesRepository,
  PersonGrantsRepository,
  RefreshTokenRevocation,
  RefreshTokenPurge,
  RefreshTokens,
  SessionAuthentication,
  ...GRANTS,
  VisitorLimits,
  VisitorGrant,
  { provide: PEOPLE_GRANTS, useFactory: offered, inject: [VisitorGrant, ...GRANTS] },
  IdTokens,
  PersonProfilesRepository,
  Userinfo,
  RequestRate,
  AuthorizationRequestsRepository,
  AuthorizationRequests,
  AuthorizationCodesRepository,
  AuthorizationCodes,
  AuthorizationPurge,
  CodeReplays,
  PersonTokens,
  ConsentsRepository,
  AuthorizedApplicationsRepository,
  AuthorizedApplications,
  AuthorizationIntake,
  AuthorizationAnswers,
  ...ENDPOINTS,
];

/**
 * The parts for people who sign in. A host of the module has none: its database has no people. The
 * sign-in pages and the back office use the exports.
 */
export const PEOPLE = {
  endpoints: ENDPOINTS,
  providers: PROVIDERS,
  controllers: [UserinfoController],
  exports: [RequestRate, AuthorizedApplications, TestTokens],
};
