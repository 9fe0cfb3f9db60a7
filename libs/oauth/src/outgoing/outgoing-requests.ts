import dns from 'node:dns';
import {
  type IncomingHttpHeaders,
  type IncomingMessage,
  request as requestHttp,
  type RequestOptions,
} from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { annotate, inOutgoingSpan } from '#telemetry';
import { isPublicAddress, networkList, readNetwork } from '../network.js';

/** Limits of requests to addresses that an administrator has set. */
export interface OutgoingLimits {
  /** Allows http beside https. */
  allowHttp: boolean;

  /** Addresses and ranges that are not public and are allowed anyway. */
  privateNetworks: readonly string[];

  /** Seconds for a request with its answer. */
  timeout: number;

  /** Bytes of the body of an answer. */
  maxSize: number;
}

/** A request, as node:http has it. */
export interface OutgoingRequest {
  method?: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  signal?: AbortSignal;
}

/** An answer whose body is not read yet. */
export interface OutgoingAnswer {
  status: number;
  headers: IncomingHttpHeaders;

  /** Reads the body. @throws Error when it is larger than `maxSize` */
  body(this: void): Promise<Buffer>;
}

/**
 * Sends requests to URLs that an administrator has set. This administrator may have no rights on the
 * server itself. So addresses that only the server can reach are rejected, the time and size of the
 * answer are limited, and redirects are not followed.
 *
 * The check applies to the address of the actual connection, not to an earlier look-up. So a name
 * that resolves differently the second time gains nothing.
 */
export class OutgoingRequests {
  readonly #isPrivateAllowed: (address: string) => boolean;

  /** `setting` is the path of the limits in config.yml, for messages. */
  constructor(
    private readonly limits: OutgoingLimits,
    private readonly setting: string,
  ) {
    const networks = limits.privateNetworks.map((text) => requireNetwork(text, setting));
    this.#isPrivateAllowed = networkList(networks);
  }

  /**
   * Sends a request. `read` gets the answer, and the connection closes when it returns.
   *
   * @throws Error with the problem, for the operator
   */
  async send<Result>(
    url: URL,
    request: OutgoingRequest,
    read: (answer: OutgoingAnswer) => Promise<Result>,
  ): Promise<Result> {
    const { method = 'GET' } = request;
    return inOutgoingSpan({ method, url }, async (trace) => {
      const headers = { ...request.headers, ...trace };
      return this.#send(url, { ...request, headers }, async (answer) => {
        annotate({ 'http.response.status_code': answer.status });
        return read(answer);
      });
    });
  }

  async #send<Result>(
    url: URL,
    request: OutgoingRequest,
    read: (answer: OutgoingAnswer) => Promise<Result>,
  ): Promise<Result> {
    const { allowHttp, timeout } = this.limits;
    if (url.protocol !== 'https:' && !(allowHttp && url.protocol === 'http:')) {
      throw new Error('its address is not https');
    }
    // For an IP address there is no look-up that would check it; a URL has IPv6 in brackets.
    const host = url.hostname.replaceAll(/[[\]]/g, '');
    if (isIP(host) !== 0) this.#requireAllowed(host);
    const expiry = AbortSignal.timeout(timeout * 1000);
    const signal = request.signal ? AbortSignal.any([expiry, request.signal]) : expiry;
    try {
      return await this.#read(await this.#open(url, { ...request, signal }), read);
    } catch (error) {
      throw expiry.aborted ? new Error(`it took longer than ${timeout} seconds`) : error;
    }
  }

  async #open(
    url: URL,
    { method, headers, body, signal }: OutgoingRequest,
  ): Promise<IncomingMessage> {
    const request = url.protocol === 'https:' ? requestHttps : requestHttp;
    const options: RequestOptions = {
      agent: false, // a new connection, to the address that was checked
      lookup: this.#lookup,
      method,
      headers,
      signal,
    };
    return new Promise((resolve, reject) => {
      request(url, options)
        .on('response', resolve)
        .on('error', reject)
        // After an unexpected 101 there is neither event, and the signal no longer ends the
        // request.
        .on('close', () => reject(new Error('it breaks off without an answer')))
        .end(body);
    });
  }

  async #read<Result>(
    response: IncomingMessage,
    read: (answer: OutgoingAnswer) => Promise<Result>,
  ): Promise<Result> {
    try {
      const { statusCode = 0, headers } = response;
      return await read({ status: statusCode, headers, body: async () => this.#bytes(response) });
    } finally {
      response.destroy();
    }
  }

  async #bytes(response: IncomingMessage): Promise<Buffer> {
    const { maxSize } = this.limits;
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
    throw new Error(`${address} is no public address, see ${this.setting}.privateNetworks`);
  }
}

function requireNetwork(text: string, setting: string): string {
  const network = readNetwork(text);
  if (network !== null) return network;
  throw new Error(`${setting}.privateNetworks: ${text} has bits beyond its prefix`);
}
