import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A way to a server that can be closed, and on which everything can come to a halt. */
export class Passage {
  readonly #pairs = new Set<[Socket, Socket]>();
  #isOpen = true;
  #isFrozen = false;
  #unanswered: string | null = null;

  private constructor(
    private readonly target: { host: string; port: number },
    private readonly server: ReturnType<typeof createServer>,
  ) {
    server.on('connection', (socket) => this.#join(socket));
  }

  /** To where the URL leads. */
  static async to(url: string): Promise<Passage> {
    const { hostname: host, port } = new URL(url);
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new Passage({ host, port: Number(port) }, server);
  }

  /** The same URL through here. */
  through(url: string): string {
    const way = new URL(url);
    way.hostname = '127.0.0.1';
    way.port = String((this.server.address() as AddressInfo).port);
    return way.href;
  }

  /** Ends every connection, and each new one at once. */
  close(): void {
    this.#isOpen = false;
    for (const pair of this.#pairs) pair.forEach((socket) => socket.resetAndDestroy());
  }

  open(): void {
    this.#isOpen = true;
  }

  /** Nothing gets through any more, and nobody is told. */
  freeze(): void {
    this.#isFrozen = true;
    for (const pair of this.#pairs) pair.forEach((socket) => socket.pause());
  }

  thaw(): void {
    this.#isFrozen = false;
    for (const pair of this.#pairs) pair.forEach((socket) => socket.resume());
  }

  /** The next request with this text arrives, and its connection ends before the answer. */
  loseAnswerTo(text: string): void {
    this.#unanswered = text;
  }

  async end(): Promise<void> {
    this.close();
    this.server.close();
    await once(this.server, 'close');
  }

  #join(here: Socket): void {
    if (!this.#isOpen) return void here.resetAndDestroy();
    const pair: [Socket, Socket] = [here, connect(this.target)];
    this.#pairs.add(pair);
    const [, there] = pair;
    for (const [from, to] of [[here, there] as const, [there, here] as const]) {
      from.on('data', (bytes) => {
        const isLost = from === here && this.#isUnanswered(bytes);
        if (isLost) there.removeAllListeners('data');
        to.write(bytes, () => isLost && here.resetAndDestroy());
      });
      from.on('error', () => {});
      from.on('close', () => {
        this.#pairs.delete(pair);
        to.destroy();
      });
      if (this.#isFrozen) from.pause();
    }
  }

  #isUnanswered(request: Buffer): boolean {
    if (this.#unanswered === null || !request.includes(this.#unanswered)) return false;
    this.#unanswered = null;
    return true;
  }
}
