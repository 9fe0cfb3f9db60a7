import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'vitest';
import type { Config } from '#config';
import { startApplications, type TestApplications } from './applications.js';
import type { TestDatabase } from './database.js';
import { cheapHashes } from './sign-in-people.js';

/** A message that the receiver has got. */
export interface ReceivedMessage {
  id: string;
  /** True when the signature is right and the timestamp is that of now. */
  isAuthentic: boolean;
  type: string;
  timestamp: string;
  data: Record<string, unknown> & { email: string; link: string };
}

/** A receiver of `notify`. */
export interface Receiver {
  url: string;
  secret: string;
  received: ReceivedMessage[];
  /** Answers requests; a test may replace it. */
  answer: (response: ServerResponse, request: IncomingMessage) => void;
  /** Sets the receiver in the configuration of both sides. */
  configure(config: Config): void;
  /** Returns the messages to an address, once there is one. */
  to(email: string): ReceivedMessage[];
  /** Waits for a number of messages to an address, and returns the paths of their links. */
  linksTo(email: string, count?: number): Promise<string[]>;
  stop(): Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
  const secret = `whsec_${randomBytes(32).toString('base64')}`;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      receiver.received.push(read(request, Buffer.concat(chunks).toString(), secret));
      receiver.answer(response, request);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/messages`;
  const receiver: Receiver = {
    url,
    secret,
    received: [],
    answer: accept,
    configure: (config) => {
      for (const side of ['backoffice', 'storefront'] as const) {
        Object.assign(config[side].notify, { url, secret, timeout: 1 });
      }
    },
    to: (email) => receiver.received.filter(({ data }) => data.email === email),
    linksTo: async (email, count = 1) => {
      await expect.poll(() => receiver.to(email).length, { timeout: 6000 }).toBe(count);
      return receiver.to(email).map(({ data }) => pathOf(data.link));
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return receiver;
}

/** Both applications, with one receiver of their messages. Passwords are hashed fast. */
export async function startWithReceiver(
  adjust: (config: Config) => unknown = () => {},
): Promise<{ receiver: Receiver; applications: TestApplications; stop: () => Promise<void> }> {
  const receiver = await startReceiver();
  const applications = await startApplications((config) => {
    cheapHashes(config);
    receiver.configure(config);
    adjust(config);
  });
  const stop = async () => {
    await applications.stop();
    await receiver.stop();
  };
  return { receiver, applications, stop };
}

/** Waits until the server has looked at all requests, and no message waits. */
export async function untilSent(database: Pick<TestDatabase, 'query'>): Promise<void> {
  const rows = async () => database.query('SELECT FROM notify_outbox');
  await expect.poll(rows, { timeout: 6000 }).toEqual([]);
}

/** Returns the path and the query of a link. */
function pathOf(link: string): string {
  const { pathname, search } = new URL(link);
  return pathname + search;
}

/** Returns the secret in the path of a one-time link. */
export function tokenIn(path: string): string {
  return new URLSearchParams(path.split('?')[1]).get('token')!;
}

/** The answer of a receiver that has the message. */
export function accept(response: ServerResponse): void {
  response.writeHead(204).end();
}

/** Verifies as Standard Webhooks describes it, without the code of the server. */
function read({ headers }: IncomingMessage, body: string, secret: string): ReceivedMessage {
  const [id, timestamp, signature] = ['id', 'timestamp', 'signature'].map((name) =>
    String(headers[`webhook-${name}`]),
  ) as [string, string, string];
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest();
  const given = Buffer.from(signature.replace(/^v1,/, ''), 'base64');
  const isSigned = given.length === expected.length && timingSafeEqual(given, expected);
  const isNow = Math.abs(Number(timestamp) - Date.now() / 1000) < 10;
  const message = JSON.parse(body) as Omit<ReceivedMessage, 'id' | 'isAuthentic'>;
  return { id, isAuthentic: isSigned && isNow, ...message };
}
