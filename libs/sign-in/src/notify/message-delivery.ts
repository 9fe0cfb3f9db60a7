import { Inject, Injectable } from '@nestjs/common';
import { annotate, inOutgoingSpan } from '#telemetry';
import { webhookSignature } from '../secrets/webhook-signature.js';
import { SIGN_IN_SETTINGS, type SignInSettings } from '../sign-in.settings.js';

/** Posts messages to the receiver that the operator has set. */
@Injectable()
export class MessageDelivery {
  readonly #settings: SignInSettings['notify'];

  /** @throws Error when there is a receiver and no secret */
  constructor(@Inject(SIGN_IN_SETTINGS) { side, notify }: SignInSettings) {
    this.#settings = notify;
    if (notify.url === '' || notify.secret !== '') return;
    throw new Error(
      `${side}.notify.secret is missing: the receiver could not tell messages of the server from others`,
    );
  }

  /**
   * Sends a message. The receiver has it when it answers with a status of 2xx; nothing else of the
   * answer is read, and a redirect is not followed.
   *
   * @throws Error with the reason, for the operator
   */
  async send(id: string, body: string): Promise<void> {
    const target = { method: 'POST', url: new URL(this.#settings.url) };
    await inOutgoingSpan(target, async (trace) => this.#send(id, body, trace));
  }

  async #send(id: string, body: string, trace: Record<string, string>): Promise<void> {
    const { url, secret, timeout } = this.#settings;
    const timestamp = Math.floor(Date.now() / 1000);
    const name = `msg_${id}`;
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.timeout(timeout * 1000),
      headers: {
        'Content-Type': 'application/json',
        'User-Agent': 'Latchkey',
        'webhook-id': name,
        'webhook-timestamp': String(timestamp),
        'webhook-signature': webhookSignature(secret, { id: name, timestamp, body }),
        ...trace,
      },
      body,
    }).catch((error: unknown) => {
      throw new Error(this.#reason(error), { cause: error });
    });
    await response.body?.cancel().catch(() => {}); // the status says everything
    annotate({ 'http.response.status_code': response.status });
    if (!response.ok) throw new Error(`it answers ${response.status}`);
  }

  /** The error of `fetch` has its reason as the cause. The URL is not shown: it may have a secret. */
  #reason(error: unknown): string {
    const { name, cause } = error as Error & { cause?: { code?: string } };
    if (name === 'TimeoutError') return `it took longer than ${this.#settings.timeout} seconds`;
    return `it cannot be reached (${cause?.code ?? name})`;
  }
}
