import type { NewAuditEvent } from '#audit';
import type { SigningKey } from './signing-key.entity.js';

/** What was done to a key, for the audit trail: no key material, not even the public half. */
export function keyEvent(
  action: string,
  { kid, side }: Pick<SigningKey, 'kid' | 'side'>,
  rest: Pick<NewAuditEvent, 'actor'> & Partial<NewAuditEvent>,
): NewAuditEvent {
  return { ...rest, action, side, subject: { type: 'signing-keys', id: kid } };
}
