import { lookup } from 'node:dns';
import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { Inject, Injectable } from '@nestjs/common';
import { isPublicAddress, networkList, readNetwork } from '../network.js';
import { OAUTH_OPTIONS, type OAuthOptions } from '../oauth.options.js';

const MEDIA_TYPE = /^application\/(?:jwk-set\+json|json)\s*(?:;|$)/i; // RFC 7517 §8.5
const MAX_AGE = /(?:^|[\s,])max-age=(\d{1,9})(?:$|[\s,])/i;

interface Download {
  document: unknown;
  /** Seconds, where the answer says so (RFC 9111 §5.2.2). */
  maxAge: number | null;
}

/**
 * Fetches a key set from the address that an administrator of clients has named. That person
 * need not be an administrator of this server: addresses that only this server can reach are
 * refused, and time and size of the answer are limited.
 *
 * The check is of the address that the connection goes to, not of an earlier look-up,
 * so a name that resolves differently the second time gains nothing.
 */
@Injectable()
export class KeySetDownload {
  readonly #limits: OAuthOptions['jwksUri'];
  readonly #isPrivateAllowed: (address: string) => boolean;

  constructor(@Inject(OAUTH_OPTIONS) { jwksUri }: OAuthOptions) {
    this.#limits = jwksUri;
    this.#isPrivateAllowed = networkList(jwksUri.privateNetworks.map(requireNetwork));
  }

  /** @throws Error that says what went wrong, for the operator */
  async fetch(uri: string): Promise<Download> {
    const { allowHttp, timeout } = this.#limits;
    const url = new URL(uri);
    if (url.protocol !== 'https:' && !allowHttp) throw new Error('its address is not https');
    // No name is looked up for an address; its brackets are the URL's.
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
        agent: false, // a connection of its own, to the address that was judged
        lookup: this.#lookup,
        signal,
        headers: { Accept: 'application/jwk-set+json, application/json' },
      })
        .on('response', resolve)
        .on('error', reject)
        // After an unexpected 101 there is neither event, and the signal no longer ends the request.
        .on('close', () => reject(new Error('it breaks off without an answer')))
        .end();
    });
  }

  async #read(response: IncomingMessage): Promise<Download> {
    try {
      const { statusCode, headers } = response;
      // A redirect is an answer like any other that is no key set.
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
    lookup(host, { ...options, all: true }, (error, addresses) => {
      const fault = error ?? this.#fault(addresses);
      if (fault) return done(fault, []);
      if (options.all) return done(null, addresses);
      const [{ address, family }] = addresses as [{ address: string; family: number }];
      return done(null, address, family);
    });
  };

  #fault(addresses: readonly { address: string }[]): Error | null {
    try {
      for (const { address } of addresses) this.#requireAllowed(address);
      return null;
    } catch (refusal) {
      return refusal as Error;
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
    throw new Error('it is not JSON'); // whose message would repeat a piece of it
  }
}

function requireNetwork(text: string): string {
  const network = readNetwork(text);
  if (network !== null) return network;
  throw new Error(`clients.jwksUri.privateNetworks: ${text} has bits beyond its prefix`);
}
