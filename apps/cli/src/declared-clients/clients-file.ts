import { dirname, resolve } from 'node:path';
import { ConfigError, type ConfigProblem, readYamlFile, unknownKey } from '#config';
import { isRowId } from '#database';
import {
  CLIENT_ATTRIBUTES,
  Clients,
  NewClient,
  SCOPES,
  validAttributes,
} from '#oauth/administration';
import { type Side, SIDES } from '#oauth/offline';
import { attributeProblems } from './attribute-problems.js';
import { withDefaults } from './declared-attributes.js';
import type { DeclaredClient, DeclaredClients } from './declared-client.js';
import { type References, SecretsReader } from './secrets-reader.js';

/** Bytes: some thousand clients, all in memory at once. */
const MAX_BYTES = 1024 * 1024;

const KEYS: readonly string[] = ['key', ...CLIENT_ATTRIBUTES, 'owner', 'secrets'];

/** Characters that need no quotes in a shell. The key defaults to the name of the client. */
const KEY = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

type Members = Record<string, unknown>;

/**
 * Reads and validates clients.yml. References to secrets may name environment variables of `env`.
 *
 * @throws ConfigError with every problem, and without secrets
 */
export function readClientsFile(path: string, env: NodeJS.ProcessEnv): DeclaredClients {
  const reader = new ClientsFileReader({ directory: dirname(resolve(path)), env });
  const declared = reader.read(readYamlFile(path, { maxSize: MAX_BYTES }));
  if (reader.problems.length > 0) throw new ConfigError(`${path} is invalid`, reader.problems);
  return declared;
}

class ClientsFileReader {
  readonly problems: ConfigProblem[] = [];
  readonly #secrets: SecretsReader;
  readonly #paths = new Map<string, string>();

  constructor(references: References) {
    this.#secrets = new SecretsReader(references, this.problems);
  }

  read(file: unknown): DeclaredClients {
    if (!isMembers(file)) {
      this.#addProblem('', `must have ${SIDES.join(' and ')}, or one of them`);
      return { sides: [], clients: [] };
    }
    this.#rejectUnknownKeys(file, SIDES, '');
    const sides = SIDES.filter((side) => Object.hasOwn(file, side));
    return { sides, clients: sides.flatMap((side) => this.#side(side, file[side])) };
  }

  #side(side: Side, list: unknown): DeclaredClient[] {
    if (!Array.isArray(list)) {
      this.#addProblem(side, 'must be a list of clients; [] means none');
      return [];
    }
    return list.flatMap((client: unknown, at) => {
      const path = `${side}[${at}]`;
      if (isMembers(client)) return this.#client(side, client, path);
      this.#addProblem(path, `must be a client with some of these keys: ${KEYS.join(', ')}`);
      return [];
    });
  }

  #client(side: Side, client: Members, path: string): DeclaredClient[] {
    this.#rejectUnknownKeys(client, KEYS, path);
    const { key, owner = null, secrets, ...rest } = client;
    const ownerId = this.#ownerId(owner, path);
    const others = Object.fromEntries(Object.entries(rest).filter(([name]) => KEYS.includes(name)));
    const attributes = this.#attributes({ side, ownerId, path }, others);
    const read = secrets === undefined ? null : this.#secrets.read(side, secrets, path);
    const ownKey = this.#key(key, path);
    if (!attributes) return [];
    if (attributes.isPublic && read !== null) {
      this.#addProblem(`${path}.secrets`, 'must be left out: a public client has no secrets');
    }
    const { name } = attributes;
    const declared = { path, key: ownKey ?? name, ownerId, secrets: read };
    this.#rejectDuplicate(declared, attributes);
    return [{ ...declared, attributes }];
  }

  #key(key: unknown, path: string): string | null {
    if (key === undefined) return null;
    if (typeof key === 'string' && KEY.test(key)) return key;
    const rule = 'must be 1 to 100 letters, digits, dots, dashes and underscores';
    this.#addProblem(`${path}.key`, `${rule}, and must begin with a letter or a digit`);
    return null;
  }

  #attributes(
    { side, ownerId, path }: { side: Side; ownerId: string | null; path: string },
    members: Members,
  ): Required<NewClient> | null {
    try {
      const attributes = withDefaults(validAttributes(NewClient, { ...members, side }), ownerId);
      Clients.requireConsistent({ ...attributes, ownerId });
      const unknown = attributes.scopes.filter((scope) => !SCOPES[side].includes(scope));
      if (unknown.length === 0) return attributes;
      const known = SCOPES[side].join(', ');
      this.#addProblem(
        `${path}.scopes`,
        `no scope "${unknown.join(' ')}"; the ${side} has ${known}`,
      );
    } catch (error) {
      this.problems.push(...attributeProblems(error, path));
    }
    return null;
  }

  #ownerId(owner: unknown, path: string): string | null {
    if (owner === null || (typeof owner === 'string' && isRowId(owner))) return owner;
    this.#addProblem(`${path}.owner`, `must be the id of a user in quotes, such as '7'`);
    return null;
  }

  #rejectDuplicate(
    { path, key, ownerId }: Pick<DeclaredClient, 'path' | 'key' | 'ownerId'>,
    { side, name }: NewClient,
  ): void {
    const first = this.#first(path, ['name', side, ownerId, name]);
    const firstOfKey = this.#first(path, ['key', side, key]);
    if (first !== null)
      this.#addProblem(`${path}.name`, `is the name of ${first}, with the same owner`);
    else if (firstOfKey !== null) {
      this.#addProblem(`${path}.key`, `is the key of ${firstOfKey}: give each client its own key`);
    }
  }

  /** Returns the path of an earlier client with the same identity, or null for the first one. */
  #first(path: string, identity: unknown[]): string | null {
    const text = JSON.stringify(identity);
    const first = this.#paths.get(text) ?? null;
    if (first === null) this.#paths.set(text, path);
    return first;
  }

  #rejectUnknownKeys(members: Members, known: readonly string[], path: string): void {
    for (const key of Object.keys(members)) {
      if (known.includes(key)) continue;
      this.#addProblem(path ? `${path}.${key}` : key, unknownKey(key, [...known]));
    }
  }

  #addProblem(path: string, message: string): void {
    this.problems.push({ path, message });
  }
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
