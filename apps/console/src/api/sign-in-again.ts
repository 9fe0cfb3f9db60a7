import { ApiError } from '#client';

/** The reason why a person must sign in: the session has ended, or the act needs a recent sign-in. */
export type SignInReason = 'ended' | 'recent';

/** Returns the reason for which an error asks the person to sign in; undefined for other errors. */
export function signInReasonOf(error: unknown): SignInReason | undefined {
  if (!(error instanceof ApiError) || error.status !== 401) return undefined;
  return error.code === 'recent_sign_in_required' ? 'recent' : 'ended';
}

interface Waiting {
  reason: SignInReason;
  promise: Promise<boolean>;
  settle(hasSignedIn: boolean): void;
}

/**
 * Calls that wait until the person has signed in again, in another window, so that this page loses no
 * input. All calls of that time wait together. The shell shows the dialog.
 */
class SignInAgain {
  #waiting: Waiting | undefined;
  readonly #listeners = new Set<() => void>();

  get reason(): SignInReason | undefined {
    return this.#waiting?.reason;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Waits for the person. Returns false when the person cancels. */
  async wait(reason: SignInReason): Promise<boolean> {
    if (!this.#waiting) {
      const { promise, resolve } = Promise.withResolvers<boolean>();
      this.#waiting = { reason, promise, settle: resolve };
      this.#notify();
    }
    return this.#waiting.promise;
  }

  settle(hasSignedIn: boolean): void {
    this.#waiting?.settle(hasSignedIn);
    this.#waiting = undefined;
    this.#notify();
  }

  #notify(): void {
    for (const listener of this.#listeners) listener();
  }
}

export const signInAgain = new SignInAgain();

/** The channel on which the window of a sign-in says that it is done. */
export const SIGNED_IN_CHANNEL = 'latchkey.console.signed-in';
