import { Inject, Injectable } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { randomToken } from '../secrets/random-token.js';
import { SIGN_IN_SETTINGS, type SignInSettings } from '../sign-in.settings.js';

/** The server has too many passwords to check now. It is answered with 503. */
export class TooBusy extends Error {
  readonly status = 503;

  constructor() {
    super('too many passwords wait for their hash');
    this.name = 'TooBusy';
  }
}

/**
 * Computes argon2id hashes (RFC 9106) on threads, a limited number at a time. Further ones wait in a
 * queue with a limit, so a flood of sign-ins does not take the processor from other requests.
 */
@Injectable()
export class PasswordHashes {
  readonly #settings: SignInSettings['passwords'];
  readonly #waiting: (() => void)[] = [];
  #running = 0;
  #dummy?: string;

  constructor(@Inject(SIGN_IN_SETTINGS) { passwords, metrics }: SignInSettings) {
    this.#settings = passwords;
    const waiting = this.#waiting;
    void new Gauge({
      name: 'latchkey_password_hashes_waiting',
      help: 'Passwords that wait until their hash is computed.',
      registers: [metrics],
      collect() {
        this.set(waiting.length);
      },
    });
  }

  /** @throws TooBusy */
  async hash(password: string): Promise<string> {
    const { hash } = await import('@node-rs/argon2');
    return this.#inTurn(async () => hash(password, this.#cost()));
  }

  /**
   * True when the password has this hash. Without a hash, because nobody has the name or the person
   * has no password, it is false after the same work, so that the time shows nothing.
   *
   * @throws TooBusy
   */
  async verify(stored: string | null, password: string): Promise<boolean> {
    const { hash, verify } = await import('@node-rs/argon2');
    return this.#inTurn(async () => {
      // Only a hash that was made is kept: a failure, such as for lack of memory, is tried again.
      this.#dummy ??= await hash(randomToken(), this.#cost());
      const isRight = await verify(stored ?? this.#dummy, password);
      return stored !== null && isRight;
    });
  }

  /** True when the hash has another cost than config.yml now demands. */
  isOutdated(stored: string): boolean {
    const { memory, passes } = this.#settings;
    return !stored.startsWith(`$argon2id$v=19$m=${memory},t=${passes},p=1$`);
  }

  #cost() {
    const { memory: memoryCost, passes: timeCost } = this.#settings;
    return { memoryCost, timeCost, parallelism: 1 };
  }

  async #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    await this.#turn();
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running -= 1;
    }
  }

  async #turn(): Promise<void> {
    const { atOnce, queue } = this.#settings;
    if (this.#running < atOnce) {
      this.#running += 1;
      return;
    }
    if (this.#waiting.length >= queue) throw new TooBusy();
    await new Promise<void>((begin) => this.#waiting.push(begin));
  }
}
