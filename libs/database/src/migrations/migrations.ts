import { OAuthClients1795392000000 } from './1795392000000-oauth-clients.js';
import { SigningKeys1795392000001 } from './1795392000001-signing-keys.js';
import { Users1795392000002 } from './1795392000002-users.js';
import { Once1795392000003 } from './1795392000003-once.js';
import { ClientAdministration1795392000004 } from './1795392000004-client-administration.js';
import { AuditEvents1795392000005 } from './1795392000005-audit-events.js';
import { RevokedTokens1795392000006 } from './1795392000006-revoked-tokens.js';
import { ClientKeys1795392000007 } from './1795392000007-client-keys.js';
import { Roles1795392000008 } from './1795392000008-roles.js';
import { KeyLifeCycle1795392000009 } from './1795392000009-key-life-cycle.js';
import { RevokedTokenResources1795392000010 } from './1795392000010-revoked-token-resources.js';
import { Customers1795392000011 } from './1795392000011-customers.js';
import { IdempotentRequests1795392000012 } from './1795392000012-idempotent-requests.js';
import { Changes1795392000013 } from './1795392000013-changes.js';
import { SigningKeyAuthentication1795392000020 } from './1795392000020-signing-key-authentication.js';
import { LastingRevocations1795392000025 } from './1795392000025-lasting-revocations.js';
import { BoundedTexts1795392000026 } from './1795392000026-bounded-texts.js';
import { UsedProofsStay1795392000027 } from './1795392000027-used-proofs-stay.js';
import { CustomerBoundary1795392000030 } from './1795392000030-customer-boundary.js';
import { ForgottenAnswers1795392000060 } from './1795392000060-forgotten-answers.js';
import { AuditRetention1795392000061 } from './1795392000061-audit-retention.js';
import { AuditEventSize1795392000064 } from './1795392000064-audit-event-size.js';
import { FullNotificationQueue1795392000065 } from './1795392000065-full-notification-queue.js';
import { DeclaredClients1795392000070 } from './1795392000070-declared-clients.js';
import { ClientLimits1795392000071 } from './1795392000071-client-limits.js';
import { Collation1795392000080 } from './1795392000080-collation.js';
import { NormalTexts1795392000081 } from './1795392000081-normal-texts.js';
import { TextPairs1795392000082 } from './1795392000082-text-pairs.js';
import { LastingEnds1795392000083 } from './1795392000083-lasting-ends.js';
import { BoundedTimes1795392000084 } from './1795392000084-bounded-times.js';
import { BoundedAnswers1795392000085 } from './1795392000085-bounded-answers.js';
import { ShapedDocuments1795392000086 } from './1795392000086-shaped-documents.js';
import { BoundedCountsAndLists1795392000087 } from './1795392000087-bounded-counts-and-lists.js';
import { BoundedRowsOfOne1795392000088 } from './1795392000088-bounded-rows-of-one.js';
import { CountedRows1795392000089 } from './1795392000089-counted-rows.js';

/** Migrations in the order in which they run. A released migration is never changed. */
export const migrations = [
  OAuthClients1795392000000,
  SigningKeys1795392000001,
  Users1795392000002,
  Once1795392000003,
  ClientAdministration1795392000004,
  AuditEvents1795392000005,
  RevokedTokens1795392000006,
  ClientKeys1795392000007,
  Roles1795392000008,
  KeyLifeCycle1795392000009,
  RevokedTokenResources1795392000010,
  Customers1795392000011,
  IdempotentRequests1795392000012,
  Changes1795392000013,
  SigningKeyAuthentication1795392000020,
  LastingRevocations1795392000025,
  BoundedTexts1795392000026,
  UsedProofsStay1795392000027,
  CustomerBoundary1795392000030,
  ForgottenAnswers1795392000060,
  AuditRetention1795392000061,
  AuditEventSize1795392000064,
  FullNotificationQueue1795392000065,
  DeclaredClients1795392000070,
  ClientLimits1795392000071,
  Collation1795392000080,
  NormalTexts1795392000081,
  TextPairs1795392000082,
  LastingEnds1795392000083,
  BoundedTimes1795392000084,
  BoundedAnswers1795392000085,
  ShapedDocuments1795392000086,
  BoundedCountsAndLists1795392000087,
  BoundedRowsOfOne1795392000088,
  CountedRows1795392000089,
];
