import type { Actor } from '#audit';

/** The headers of a request, with lower-case names. */
export type RequestHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** Levels of authentication (`acr`): `1` for one factor, `2` for two factors or a passkey. */
export const ACR_VALUES = ['1', '2'] as const;

export type Acr = (typeof ACR_VALUES)[number];

/** A person who is signed in with the browser that has sent a request; times in Unix seconds. */
export interface SignedInPerson {
  /** Id of the user of this side: `sub` of the person's tokens. */
  personId: string;

  /** Public name of the session, for `sid` of ID tokens; not the secret in the cookie. */
  sessionId: string;

  /**
   * The last time at which the person proved their identity, with the fraction of the second;
   * `auth_time` without it.
   */
  authenticatedAt: number;

  /** Authentication methods of that time by RFC 8176, such as `pwd` and `otp`. */
  amr: readonly string[];

  /** Level of that authentication. */
  acr: Acr;
}

/** A sign-in that an application asks for. */
export interface SignInRequest {
  /** The path and query on this server to continue at. */
  returnTo: string;

  /** The name that the sign-in form is filled with (`login_hint`). */
  loginHint?: string;
}

/**
 * The sessions of people with this server. Browsers send their cookie. libs/sign-in implements it;
 * without it, this authorization server serves machines only.
 */
export abstract class PersonSessions {
  /** Finds the session of a request, or null. Counts as use of the session. */
  abstract find(headers: RequestHeaders): Promise<SignedInPerson | null>;

  /** True while the session has not ended. Reads it anew, because a cached one may have ended. */
  abstract isLive(session: Pick<SignedInPerson, 'personId' | 'sessionId'>): Promise<boolean>;

  /** Returns the path and query of the sign-in page. The page also accepts people who are signed in. */
  abstract signInPath(request: SignInRequest): string;

  /**
   * Ends a session by its public name, for the actor of the audit event. Returns the Set-Cookie
   * header that deletes its cookie.
   */
  abstract end(sessionId: string, actor: Actor): Promise<string>;
}
