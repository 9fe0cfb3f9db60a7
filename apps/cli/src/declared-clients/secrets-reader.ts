import { type ConfigProblem, readSecretReference, unknownKey } from '#config';
import { NewSecret, validAttributes } from '#oauth/administration';
import { identifyClientSecret, type Side } from '#oauth/offline';
import { attributeProblems } from './attribute-problems.js';
import type { DeclaredSecret } from './declared-client.js';

/** Live secrets of one client at most, as in libs/oauth. */
export const MAX_SECRETS = 5;

const KEYS = ['label', 'secret', 'expiresAt'];

/** Locations of the secrets that a file refers to. Relative paths start at the directory. */
export type References = Parameters<typeof readSecretReference>[1];

/** Reads `secrets:` of a client. No message repeats the value of a reference. */
export class SecretsReader {
  /** The path at which each secret occurs first. */
  readonly #paths = new Map<string, string>();

  constructor(
    private readonly references: References,
    private readonly problems: ConfigProblem[],
  ) {}

  read(side: Side, list: unknown, client: string): DeclaredSecret[] {
    const path = `${client}.secrets`;
    if (!Array.isArray(list) || list.length > MAX_SECRETS) {
      this.#addProblem(path, `must be a list of at most ${MAX_SECRETS} secrets; [] means none`);
      return [];
    }
    const secrets = list.map((each: unknown, at) => this.#secret(side, each, `${path}[${at}]`));
    for (const [at, { label }] of secrets.entries()) {
      if (label !== '' && secrets.findIndex((other) => other.label === label) < at) {
        this.#addProblem(`${path}[${at}].label`, 'must be unique within its client');
      }
    }
    return secrets;
  }

  #secret(side: Side, members: unknown, path: string): DeclaredSecret {
    if (typeof members !== 'object' || members === null || Array.isArray(members)) {
      this.#addProblem(path, `must have a label, and may have a secret and expiresAt`);
      return { path, label: '', secret: null, expiresAt: null };
    }
    for (const key of Object.keys(members)) {
      if (!KEYS.includes(key)) this.#addProblem(`${path}.${key}`, unknownKey(key, KEYS));
    }
    const { label, secret = null, expiresAt } = members as Record<string, unknown>;
    if (label === undefined || label === '') {
      this.#addProblem(`${path}.label`, 'is required: it identifies the secret in later runs');
    }
    return {
      path,
      ...this.#attributes({ label, expiresAt }, path),
      secret: secret === null ? null : this.#resolve(side, secret, `${path}.secret`),
    };
  }

  #attributes(members: object, path: string): { label: string; expiresAt: string | null } {
    try {
      const { label = '', expiresAt = null } = validAttributes(NewSecret, members);
      return { label, expiresAt };
    } catch (error) {
      this.problems.push(...attributeProblems(error, path));
      return { label: '', expiresAt: null };
    }
  }

  #resolve(side: Side, reference: unknown, path: string): string | null {
    try {
      const text = typeof reference === 'string' ? reference : '';
      const secret = readSecretReference(text, this.references);
      if (identifyClientSecret(secret) !== side) {
        const make = `\`latchkey secrets make --side ${side}\` makes one`;
        throw new Error(`does not refer to a client secret of the ${side}: ${make}`);
      }
      const first = this.#paths.get(secret);
      if (first !== undefined) throw new Error(`is the same secret as ${first}`);
      this.#paths.set(secret, path);
      return secret;
    } catch (error) {
      this.#addProblem(path, (error as Error).message);
      return null;
    }
  }

  #addProblem(path: string, message: string): void {
    this.problems.push({ path, message });
  }
}
