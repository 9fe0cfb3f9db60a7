import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '#database';
import { SCOPES, type Side } from '../side.js';
import { ClientSecret } from './client-secret.entity.js';
import { hashClientSecret, makeClientSecret } from './client-secret.js';
import { Client } from './client.entity.js';
import { ClientsRepository } from './clients.repository.js';

export interface NewClient {
  side: Side;
  name: string;
  /** Space-separated (RFC 6749 §3.3). */
  scopes: string;
}

/** A refusal to be shown to whoever administers clients, in one line. */
export class ClientRefused extends Error {}

/** Registers clients (RFC 6749 §2); the protocol itself only reads them. */
@Injectable()
export class Clients {
  constructor(private readonly repository: ClientsRepository) {}

  /**
   * The secret is in the answer and nowhere else, ever.
   *
   * @throws ClientRefused when the name or a scope will not do
   */
  async create(
    { side, name, scopes }: NewClient,
    transaction?: Transaction,
  ): Promise<{ client: Client; secret: string }> {
    const secret = makeClientSecret(side);
    const client = Object.assign(new Client(), {
      clientId: randomUUID(),
      side,
      name: readName(name),
      scopes: readKnownScope(side, scopes),
      enabled: true,
    });
    const row = Object.assign(new ClientSecret(), {
      id: randomUUID(),
      clientId: client.clientId,
      hash: hashClientSecret(secret),
      hint: secret.slice(-4),
    });
    if (!(await this.repository.insert(client, row, transaction))) {
      throw new ClientRefused(`there is a ${side} client named "${client.name}" already`);
    }
    return { client, secret };
  }
}

/** At most 100 characters, to fit a table row; no control characters, to fit a terminal. */
function readName(name: string): string {
  const trimmed = name.trim();
  if (!/^[^\p{Cc}\p{Cs}]{1,100}$/u.test(trimmed)) {
    throw new ClientRefused('a name has 1 to 100 printable characters');
  }
  return trimmed;
}

/** Several spaces are a slip of the hand here, not a fault as they are on the wire. */
function readKnownScope(side: Side, text: string): string[] {
  const scope = [...new Set(text.split(/\s+/).filter((token) => token !== ''))];
  const unknown = scope.filter((token) => !SCOPES[side].includes(token));
  if (scope.length > 0 && unknown.length === 0) return scope;
  const fault = scope.length === 0 ? 'a client needs a scope' : `no scope "${unknown.join(' ')}"`;
  throw new ClientRefused(`${fault}; the ${side} has ${SCOPES[side].join(', ')}`);
}
