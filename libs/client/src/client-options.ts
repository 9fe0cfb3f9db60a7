import type { PrivateKey } from './private-key.js';

/** A pair of ES256 keys of `crypto.subtle`. */
export type KeyPair = Extract<
  Awaited<ReturnType<typeof crypto.subtle.generateKey>>,
  { privateKey: unknown }
>;

/** The end of the secret that the client uses (RFC 9745, RFC 8594). */
export interface SecretDeprecation {
  /** The time at which the secret was replaced. */
  deprecatedAt: Date;

  /** The time at which the secret ends; undefined when it has no end yet. */
  sunset?: Date;
}

/** How the client proves who it is: with a secret or with a private key. */
type Credentials =
  | { clientSecret: string; privateKey?: undefined; keyId?: undefined }
  | {
      /** A P-256, Ed25519 or RSA key, for `private_key_jwt` (RFC 7523). */
      privateKey: PrivateKey;
      /** `kid` of the key, for a client with several keys. A JWK may have it as well. */
      keyId?: string;
      clientSecret?: undefined;
    };

/** Options of every client, however it proves who it is. */
interface CommonOptions {
  /** The address of the server, such as `https://shop.example`. It may have a path. */
  url: string;

  /** Milliseconds for a call with its retries; in `all` and `update`, for each of the requests. */
  timeoutMs?: number;

  /** Retries of one call after 429, 502, 503, 504, or without an answer. */
  retries?: number;

  /** Milliseconds. A call fails when `Retry-After` asks for a longer wait. */
  maxWaitMs?: number;

  /** Replaces the global `fetch`. */
  fetch?: (url: string, init: RequestInit) => Promise<Response>;
}

/** Settings of one client of one side. */
export type ClientOptions = CommonOptions &
  Credentials & {
    clientId: string;

    /** Narrows the tokens to these scopes, separated by spaces. The default is all of the client. */
    scope?: string;

    /** Binds tokens to a key (RFC 9449): to this one, or with `true` to one that is made in memory. */
    dpop?: boolean | KeyPair;

    /** The public URL of the server, when `url` is an internal address of it. */
    issuer?: string;

    /** Called with each new token while the secret of the client is to be replaced. */
    onSecretDeprecated?: (deprecation: SecretDeprecation) => void;
  };

/** Settings of a client that runs in a page of the server, with the session of a person. */
export type SessionOptions = CommonOptions;

/** The page about applications that run in a browser. */
const PAGE = 'docs/storefront.md';

/** Some user interface waits for the answer; a server answers within eight seconds at most. */
const TIMEOUT_MS = 30_000;

/** Three waits of the usual `Retry-After`, one second, outlast the restart of a server. */
const RETRIES = 3;

const MAX_WAIT_MS = 10_000;

const DEFAULTS = {
  timeoutMs: TIMEOUT_MS,
  retries: RETRIES,
  maxWaitMs: MAX_WAIT_MS,
  fetch: async (address: string, init: RequestInit) => fetch(address, init),
};

/** The settings that every call needs. The URLs are without a slash at the end; `issuer` is the public URL. */
export type CallSettings = Required<CommonOptions> & { issuer: string };

/** The options with all defaults. */
export type Settings = ClientOptions & CallSettings;

/** Checks the options. The messages contain no values, because some are secret. */
export function settingsOf(options: ClientOptions): Settings {
  if ('window' in globalThis && 'document' in globalThis) {
    throw new Error(
      `createClient must not run in a browser, where everybody can read its credentials. See ${PAGE}.`,
    );
  }
  const { clientId, clientSecret, privateKey } = options;
  if (!clientId) throw new Error('createClient needs clientId');
  if (!clientSecret === !privateKey) {
    throw new Error('createClient needs either clientSecret or privateKey');
  }
  const url = addressOf(options.url, 'url');
  const issuer = options.issuer === undefined ? url : addressOf(options.issuer, 'issuer');
  return { ...DEFAULTS, ...definedOf(options), url, issuer };
}

/** Checks the options of a client with a session. Its page is at the public URL. */
export function sessionSettingsOf(options: SessionOptions): CallSettings {
  const url = addressOf(options.url, 'url');
  return { ...DEFAULTS, ...definedOf(options), url, issuer: url };
}

function addressOf(text: string, name: string): string {
  const isAddress = /^https?:\/\/[^?#@]+$/.test(text) && URL.canParse(text);
  if (isAddress) return text.replace(/\/+$/, '');
  throw new Error(`the client needs ${name} to be an http or https URL without credentials`);
}

/** Leaves out undefined options, which would replace the defaults. */
function definedOf<Options extends CommonOptions>(options: Options): Options {
  const defined = Object.entries(options).filter(([, value]) => value !== undefined);
  return Object.fromEntries(defined) as unknown as Options;
}
