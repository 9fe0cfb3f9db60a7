/** A session of a person with this server. Times in Unix seconds. */
export interface Session {
  /** Public name, a UUID: `sid` of ID tokens, and the name in lists. */
  id: string;
  personId: string;

  /** Methods of the last authentication (RFC 8176), and its level. */
  amr: string[];
  acr: '1' | '2';

  /** At most 200 characters of the header User-Agent. */
  userAgent: string;
  address: string;

  createdAt: number;

  /** With the fraction of the second. */
  authenticatedAt: number;

  /** Written about once a minute. */
  lastSeenAt: number;
  expiresAt: number;
}

/** The facts about an authentication that a session keeps. */
export interface Authentication {
  personId: string;
  amr: readonly string[];
  acr: '1' | '2';

  /** Unix seconds; undefined for now. */
  authenticatedAt?: number;

  /** The identity provider at which the person authenticated; the session ends with it. */
  providerId?: string | null;
}

/** The browser of a request. */
export interface Browser {
  userAgent: string;
  address: string;
}
