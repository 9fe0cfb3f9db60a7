import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';

/** An address that can move from one server to another, like a virtual IP address. */
export class MovableAddress {
  readonly #sockets = new Set<Socket>();
  readonly #listener = createServer((client) => this.#join(client));

  private constructor(private target: number) {}

  /** Opens an address that forwards to a port of this machine. */
  static async to(port: number): Promise<MovableAddress> {
    const address = new MovableAddress(port);
    await once(address.#listener.listen(0, '127.0.0.1'), 'listening');
    return address;
  }

  get port(): number {
    return (this.#listener.address() as AddressInfo).port;
  }

  /** Forwards new connections to another port. Existing connections end with their server. */
  moveTo(port: number): void {
    this.target = port;
  }

  close(): void {
    this.#listener.close();
    for (const socket of this.#sockets) socket.destroy();
  }

  #join(client: Socket): void {
    const server = connect(this.target, '127.0.0.1');
    for (const [socket, other] of [
      [client, server],
      [server, client],
    ] as const) {
      this.#sockets.add(socket);
      socket.setNoDelay(true).pipe(other);
      socket.on('error', () => {}); // followed by `close`
      socket.on('close', () => {
        this.#sockets.delete(socket);
        other.destroy();
      });
    }
  }
}
