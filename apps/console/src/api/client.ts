import { type Backoffice, type Client, createSessionClient } from '#client';
import { BASE } from './base.js';
import { signInAgain, signInReasonOf } from './sign-in-again.js';

/** Somebody waits for the answer, so a call fails sooner than one of a program would. */
const OPTIONS = { timeoutMs: 15_000, retries: 1, maxWaitMs: 2000 };

const client = createSessionClient<Backoffice>({ url: location.origin + BASE, ...OPTIONS });

/**
 * The API with the session of the person. A call that needs a new sign-in waits for it, and then runs
 * again: the session has ended, or the act needs a recent sign-in.
 */
export const api: Client<Backoffice> = new Proxy(client, {
  get(target, name) {
    const member: unknown = Reflect.get(target, name);
    if (typeof member !== 'function') return member;
    return (...values: unknown[]) => {
      const call = () => (member as (...given: unknown[]) => unknown).apply(target, values);
      const result = call();
      return result instanceof Promise ? afterSignIn(result, call) : result;
    };
  },
});

async function afterSignIn(result: Promise<unknown>, call: () => unknown): Promise<unknown> {
  try {
    return await result;
  } catch (error) {
    const reason = signInReasonOf(error);
    if (reason === undefined || !(await signInAgain.wait(reason))) throw error;
    return call();
  }
}

/** Makes a call, such as `send()` of operations, as a call of `api`: it may wait for a sign-in. */
export async function withSignIn<Result>(call: () => Promise<Result>): Promise<Result> {
  return (await afterSignIn(call(), call)) as Result;
}
