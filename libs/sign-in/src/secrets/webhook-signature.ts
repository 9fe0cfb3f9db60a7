import { createHmac } from 'node:crypto';

/** The parts of a message that its signature covers. */
export interface SignedParts {
  /** Stays the same when a message is sent again. */
  id: string;
  /** Unix seconds at which the message is sent. */
  timestamp: number;
  body: string;
}

/**
 * Returns the header `webhook-signature` of a message: HMAC-SHA-256 over id, timestamp and body
 * (Standard Webhooks, scheme v1). The secret is `whsec_` and the key in base64.
 */
export function webhookSignature(secret: string, { id, timestamp, body }: SignedParts): string {
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const mac = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return `v1,${mac}`;
}
