import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A TCP proxy in front of a server, which tests can close or freeze. */
export class TcpProxy {
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

  /** Starts a proxy for the server of the URL. */
  static async to(url: string): Promise<TcpProxy> {
    const { hostname: host, port } = new URL(url);
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new TcpProxy({ host, port: Number(port) }, server);
  }

  /** Returns the same URL with the address of the proxy. */
  through(url: string): string {
    const proxied = new URL(url);
    proxied.hostname = '127.0.0.1';
    proxied.port = String((this.server.address() as AddressInfo).port);
    return proxied.href;
  }

  /** Resets every connection, and each new connection at once. */
  close(): void {
    this.#isOpen = false;
    for (const pair of this.#pairs) pair.forEach((socket) => socket.resetAndDestroy());
  }

  open(): void {
    this.#isOpen = true;
  }

  /** Stops forwarding data; the connections stay open. */
  freeze(): void {
    this.#isFrozen = true;
    for (const pair of this.#pairs) pair.forEach((socket) => socket.pause());
  }

  thaw(): void {
    this.#isFrozen = false;
    for (const pair of this.#pairs) pair.forEach((socket) => socket.resume());
  }

  /** Forwards the next request with this text and resets its connection before the answer. */
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
