import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Answer } from '../faults/client.js';
import type { Write } from '../faults/ledger.js';
import type { Caller } from './caller.js';

const RETRY_PAUSE_MS = 200;

/** Attempts of a write until it counts as never answered: more than two minutes. */
const ATTEMPTS = 600;

/** A customer that one worker changes. */
export interface Changed {
  id: string;
  name: string;
  etag: string;
}

/** The outcome of a change whose If-Match is not the current ETag. */
export const CHANGED_MEANWHILE = '412 precondition_failed';

/** Creates a customer. Repeats the request, with its Idempotency-Key, until it has an answer. */
export async function createCustomer(caller: Caller): Promise<void> {
  const name = textFor(caller);
  const headers = { 'Idempotency-Key': randomUUID() };
  const body = { data: { type: 'customers', attributes: { name } } };
  await settle(caller.ledger.write('create', name), async (write) => {
    const path = '/api/customers';
    const answer = await caller.api('create', { method: 'POST', path, headers, body });
    write.replayed = answer.headers['idempotent-replayed'] === 'true';
    return answer.outcome === 'ok';
  });
}

export async function makeCustomer(caller: Caller, name: string): Promise<Changed> {
  const body = { data: { type: 'customers', attributes: { name } } };
  const answer = await caller.api('create', { method: 'POST', path: '/api/customers', body });
  if (answer.outcome !== 'ok') throw new Error(`could not create a customer: ${answer.outcome}`);
  return { id: answer.body.data.id, name, etag: etagOf(answer) };
}

/**
 * Changes the description of a customer with If-Match. When the answer to an attempt was lost, the
 * next one may find the change already made: then the ETag differs, and the description is ours.
 */
export async function changeCustomer(caller: Caller, customer: Changed): Promise<void> {
  const description = textFor(caller);
  const path = `/api/customers/${customer.id}`;
  const body = { data: { type: 'customers', id: customer.id, attributes: { description } } };
  await settle(caller.ledger.write('change', description, customer.name), async (write) => {
    const headers = { 'If-Match': customer.etag };
    const answer = await caller.api('change', { method: 'PATCH', path, headers, body });
    if (answer.outcome === 'ok') customer.etag = etagOf(answer);
    if (answer.outcome !== CHANGED_MEANWHILE) return answer.outcome === 'ok';
    const current = await caller.read(path);
    if (current.outcome !== 'ok') return false;
    customer.etag = etagOf(current);
    write.replayed = current.body.data.attributes.description === description;
    return write.replayed;
  });
}

/** Repeats an attempt until it succeeds. */
async function settle(write: Write, attempt: (write: Write) => Promise<boolean>): Promise<void> {
  while (!write.acknowledged && write.attempts < ATTEMPTS) {
    if (write.attempts > 0) await pause(RETRY_PAUSE_MS);
    write.attempts += 1;
    write.acknowledged = await attempt(write);
  }
  write.isUnsettled = !write.acknowledged;
}

function textFor({ ledger }: Caller): string {
  return `${ledger.prefix} ${randomUUID()}`;
}

function etagOf({ headers }: Answer): string {
  if (!headers.etag) throw new Error('the answer has no ETag');
  return headers.etag;
}
