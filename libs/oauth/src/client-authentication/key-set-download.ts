import { Inject, Injectable } from '@nestjs/common';
import { OAUTH_SETTINGS, type OAuthSettings } from '../oauth-settings.js';
import { type OutgoingAnswer, OutgoingRequests } from '../outgoing/outgoing-requests.js';

const MEDIA_TYPE = /^application\/(?:jwk-set\+json|json)\s*(?:;|$)/i; // RFC 7517 §8.5
const MAX_AGE = /(?:^|[\s,])max-age=(\d{1,9})(?:$|[\s,])/i;

interface Download {
  document: unknown;
  /** Seconds, from the Cache-Control header (RFC 9111 §5.2.2); null without it. */
  maxAge: number | null;
}

/** Fetches a key set from the URL that an administrator of clients has set. */
@Injectable()
export class KeySetDownload {
  readonly #requests: OutgoingRequests;

  constructor(@Inject(OAUTH_SETTINGS) { jwksUri }: OAuthSettings) {
    this.#requests = new OutgoingRequests(jwksUri, 'clients.jwksUri');
  }

  /** @throws Error with the problem, for the operator */
  async fetch(uri: string): Promise<Download> {
    const headers = { Accept: 'application/jwk-set+json, application/json' };
    return this.#requests.send(new URL(uri), { headers }, readDownload);
  }
}

async function readDownload({ status, headers, body }: OutgoingAnswer): Promise<Download> {
  // A redirect is not followed: it is not a key set.
  if (status !== 200) throw new Error(`it answers ${status}`);
  if (!MEDIA_TYPE.test(headers['content-type'] ?? '')) {
    throw new Error('its Content-Type is not application/jwk-set+json');
  }
  const maxAge = MAX_AGE.exec(headers['cache-control'] ?? '');
  const document = parse(await body());
  return { document, maxAge: maxAge && Number(maxAge[1]) };
}

const UTF8 = new TextDecoder('utf-8', { fatal: true });

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(UTF8.decode(bytes));
  } catch {
    throw new Error('it is not JSON'); // the original message would repeat a piece of the text
  }
}
