import dns from 'node:dns';
import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { Inject, Injectable } from '@nestjs/common';
import { isPublicAddress, networkList, readNetwork } from '../network.js';
import { OAUTH_SETTINGS, type OAuthSettings } from '../oauth-settings.js';

const MEDIA_TYPE = /^application\/(?:jwk-set\+json|json)\s*(?:;|$)/i; // RFC 7517 §8.5
const MAX_AGE = /(?:^|[\s,])max-age=(\d{1,9})(?:$|[\s,])/i;

interface Download {
  document: unknown;
  /** Seconds, from the Cache-Control header (RFC 9111 §5.2.2); null without it. */
  maxAge: number | null;
}

/**
 * Fetches a key set from the URL that an administrator of clients has set. This administrator may
 * have no rights on the server itself. So addresses that only the server can reach are rejected,
 * and the time and size of the answer are limited.
 *
 * The check applies to the address of the actual connection, not to an earlier look-up. So a name
 * that resolves differently the second time gains nothing.
 */
@Injectable()
export class KeySetDownload {
  readonly #limits: OAuthSettings['jwksUri'];
  readonly #isPrivateAllowed: (address: string) => boolean;

  constructor(@Inject(OAUTH_SETTINGS) { jwksUri }: OAuthSettings) {
    this.#limits = jwksUri;
    this.#isPrivateAllowed = networkList(jwksUri.privateNetworks.map(requireNetwork));
  }

  /** @throws Error with the problem, for the operator */
  async fetch(uri: string): Promise<Download> {
    const { allowHttp, timeout } = this.#limits;
    const url = new URL(uri);
    if (url.protocol !== 'https:' && !allowHttp) throw new Error('its address is not https');
    // For an IP address there is no look-up that would check it; a URL has IPv6 in brackets.
    const host = url.hostname.replaceAll(/[[\]]/g, '');
    if (isIP(host) !== 0) this.#requireAllowed(host);
    const signal = AbortSignal.timeout(timeout * 1000);
    try {
      return await this.#read(await this.#open(url, signal));
    } catch (error) {
      throw signal.aborted ? new Error(`it took longer than ${timeout} seconds`) : error;
    }
  }

  async #open(url: URL, signal: AbortSignal): Promise<IncomingMessage> {
    const request = url.protocol === 'https:' ? requestHttps : requestHttp;
    return new Promise((resolve, reject) => {
      request(url, {
        agent: false, // a new connection, to the address that was checked
        lookup: this.#lookup,
        signal,
        headers: { Accept: 'application/jwk-set+json, application/json' },
      })
        .on('response', resolve)
        .on('error', reject)
        // After an unexpected 101 there is neither event, and the signal no longer ends the
        // request.
        .on('close', () => reject(new Error('it breaks off without an answer')))
        .end();
    });
  }

  async #read(response: IncomingMessage): Promise<Download> {
    try {
      const { statusCode, headers } = response;
      // A redirect is not followed: it is not a key set.
      if (statusCode !== 200) throw new Error(`it answers ${statusCode}`);
      if (!MEDIA_TYPE.test(headers['content-type'] ?? '')) {
        throw new Error('its Content-Type is not application/jwk-set+json');
      }
      const maxAge = MAX_AGE.exec(headers['cache-control'] ?? '');
      const document = parse(await this.#bytes(response));
      return { document, maxAge: maxAge && Number(maxAge[1]) };
    } finally {
      response.destroy();
    }
  }

  async #bytes(response: IncomingMessage): Promise<Buffer> {
    const { maxSize } = this.#limits;
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of response as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > maxSize) throw new Error(`it is larger than ${maxSize} bytes`);
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  }

  readonly #lookup: LookupFunction = (host, options, done) => {
    dns.lookup(host, { ...options, all: true }, (error, addresses) => {
      const problem = error ?? this.#addressError(addresses);
      if (problem) return done(problem, []);
      if (options.all) return done(null, addresses);
      const [{ address, family }] = addresses as [{ address: string; family: number }];
      return done(null, address, family);
    });
  };

  #addressError(addresses: readonly { address: string }[]): Error | null {
    try {
      for (const { address } of addresses) this.#requireAllowed(address);
      return null;
    } catch (error) {
      return error as Error;
    }
  }

  #requireAllowed(address: string): void {
    if (isPublicAddress(address) || this.#isPrivateAllowed(address)) return;
    throw new Error(`${address} is no public address, see clients.jwksUri.privateNetworks`);
  }
}

const UTF8 = new TextDecoder('utf-8', { fatal: true });

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(UTF8.decode(bytes));
  } catch {
    throw new Error('it is not JSON'); // the original message would repeat a piece of the text
  }
}

function requireNetwork(text: string): string {
  const network = readNetwork(text);
  if (network !== null) return network;
  throw new Error(`clients.jwksUri.privateNetworks: ${text} has bits beyond its prefix`);
}
