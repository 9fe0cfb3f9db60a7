const HEADER = 'Latchkey-LSN';

/** Milliseconds; the longest lag of a copy from which a server may read. Later reads need no header. */
const KEPT_MS = 60_000;

/**
 * The position of the last change of this client. A server that reads from a copy of its database uses it
 * to show the change to later reads, also at another process.
 */
export class SeenChanges {
  /** Positions have the same number of digits, so the later one is the greater text. */
  #position = '';
  #untilMs = 0;

  learn({ headers }: Response): void {
    const position = headers.get(HEADER);
    if (position === null || position < this.#position) return;
    this.#position = position;
    this.#untilMs = performance.now() + KEPT_MS;
  }

  addTo({ method, headers }: { method: string; headers: Headers }): void {
    const isRead = method === 'GET' || method === 'HEAD';
    if (isRead && performance.now() < this.#untilMs) headers.set(HEADER, this.#position);
  }
}
