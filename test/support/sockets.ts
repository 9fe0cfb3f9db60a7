import { connect, type Socket } from 'node:net';

/** A connection that sends exactly this text, which an HTTP library would not allow. */
export class Connection {
  readonly socket: Socket;
  /** The data of the server so far. */
  text = '';
  /** Resolves with all data when the server has closed the connection. */
  readonly closed: Promise<string>;

  constructor(port: number, text = '') {
    this.socket = connect({ port, host: '127.0.0.1' });
    this.socket.setEncoding('utf8').on('data', (part: string) => (this.text += part));
    this.closed = new Promise((resolve) => {
      this.socket.on('error', () => {}).on('close', () => resolve(this.text));
    });
    if (text !== '') this.socket.write(text);
  }
}

/** Parses the only answer of a connection. */
export function readAnswer(text: string) {
  const end = text.indexOf('\r\n\r\n');
  const [first = '', ...lines] = text.slice(0, end).split('\r\n');
  const headers = lines.map((line) => {
    const at = line.indexOf(':');
    return [line.slice(0, at).toLowerCase(), line.slice(at + 1).trim()];
  });
  return {
    status: Number(first.split(' ')[1]),
    headers: Object.fromEntries(headers) as Record<string, string>,
    body: JSON.parse(text.slice(end + 4)) as unknown,
  };
}

type Write = (...parameters: unknown[]) => void;

/** Makes a socket behave as if its send buffer were full, until the returned function is called. */
export function fill(socket: Socket): () => void {
  const write = (Reflect.get(socket, '_write') as Write).bind(socket);
  let empty!: () => void;
  const emptied = new Promise<void>((resolve) => (empty = resolve));
  Object.assign(socket, {
    _writev: undefined,
    _write: (...parameters: Parameters<Write>) => void emptied.then(() => write(...parameters)),
  });
  return empty;
}
