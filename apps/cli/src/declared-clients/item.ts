import type { Client } from '#oauth';
import { printable } from '#text/characters';
import { timeText } from '../output.js';
import type { ClientDifferences } from './differences.js';

/** One planned or applied change. */
export interface Item {
  act: 'create' | 'update' | 'delete';
  what: 'client' | 'secret';
  side: string;
  /** The name of the client, even if the change is about a secret. */
  name: string;
  owner: string | null;
  clientId: string | null;
  /** The label of the secret. */
  label?: string;
  secretId?: string;
  attribute?: string;
  before?: unknown;
  after?: unknown;
}

const SIGNS = { create: '+', update: '~', delete: '-' } as const;

/** Lists the changes to one client of the file, without its unmanaged secrets. */
export function itemsOf(differences: ClientDifferences): Item[] {
  const { existing, columns, added, changed } = differences;
  const of = clientOf(differences);
  const client = { what: 'client', ...of } as const;
  const secret = { what: 'secret', ...of } as const;
  const before = existing as Record<string, unknown> | null;
  return [
    ...(existing ? [] : [{ ...client, act: 'create' } as const]),
    ...Object.entries(columns).map(([attribute, after]): Item => {
      return { ...client, act: 'update', attribute, before: before![attribute], after };
    }),
    ...changed.flatMap(({ row, changes }) =>
      Object.entries(changes).map(([attribute, after]): Item => {
        const was = row[attribute as 'label' | 'expiresAt'];
        const its = { label: row.label, secretId: row.id };
        return { ...secret, act: 'update', ...its, attribute, before: was, after };
      }),
    ),
    ...added.map(({ label }): Item => ({ ...secret, act: 'create', label })),
  ];
}

/** Lists live secrets that are not in the file, of a client that is. */
export function unmanagedSecrets(differences: ClientDifferences): Item[] {
  return differences.unmanaged.map(({ id: secretId, label }): Item => {
    return { act: 'delete', what: 'secret', ...clientOf(differences), label, secretId };
  });
}

export function unmanagedClient({ id: clientId, side, name, ownerId: owner }: Client): Item {
  return { act: 'delete', what: 'client', side, name, owner, clientId };
}

function clientOf({ declared: { attributes, ownerId }, existing }: ClientDifferences) {
  const { side, name } = attributes;
  return { side, name, owner: ownerId, clientId: existing?.id ?? null };
}

/** Formats a change: `~ backoffice client "erp" (<clientId>): enabled yes → no`. */
export function line(item: Item, sign: string = SIGNS[item.act]): string {
  const { what, label, secretId, attribute, before, after } = item;
  const secret =
    what === 'secret' ? `secret "${label}"${secretId ? ` (${secretId})` : ''} of ` : '';
  const change = attribute ? `: ${attribute} ${text(before)} → ${text(after)}` : '';
  return printable(`${sign} ${secret}${clientText(item)}${change}`);
}

export function clientText({
  side,
  name,
  owner,
  clientId,
}: Pick<Item, 'side' | 'name' | 'owner' | 'clientId'>): string {
  const details = [...(owner ? [`of user ${owner}`] : []), ...(clientId ? [clientId] : [])];
  return `${side} client "${name}"${details.length > 0 ? ` (${details.join(', ')})` : ''}`;
}

function text(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (value instanceof Date) return timeText(value);
  if (Array.isArray(value)) return value.length === 0 ? 'nothing' : value.join(' ');
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
