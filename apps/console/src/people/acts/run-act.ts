import { ApiError } from '#client';
import { api, withSignIn } from '../../api/client.js';
import { type Person, referenceOf } from '../data/person.js';
import { KINDS } from '../kinds.js';

/** The acts on one person or several. */
export type Act =
  | 'disable'
  | 'enable'
  | 'confirm'
  | 'endSessions'
  | 'giveRole'
  | 'takeRole'
  | 'move'
  | 'leave'
  | 'remove';

/** An act has failed because of one person; nothing was changed. */
export class CulpritError extends Error {
  constructor(
    readonly culprit: Person,
    override readonly cause: unknown,
  ) {
    super('an operation has failed', { cause });
  }
}

/** An act was done for some people, and failed for others. */
export class PartialError extends Error {
  constructor(
    readonly failed: readonly Person[],
    override readonly cause: unknown,
  ) {
    super('an act has failed for some people', { cause });
  }
}

/**
 * Does an act for all of these people or, when the API ends sessions of one person after the other, for
 * as many as possible. `chosen` is the id of the role or the company.
 *
 * @throws CulpritError, PartialError, ApiError
 */
export async function runAct(act: Act, people: readonly Person[], chosen = ''): Promise<void> {
  if (act === 'endSessions') return endSessions(people);
  const operations = api.operations();
  for (const person of people) addOperation(operations, { act, person, chosen });
  try {
    await withSignIn(async () => operations.send());
  } catch (error) {
    const [, position] = (error instanceof ApiError && POSITION.exec(error.pointer ?? '')) || [];
    const culprit = position === undefined ? undefined : people[Number(position)];
    throw culprit && people.length > 1 ? new CulpritError(culprit, error) : error;
  }
}

/** The place of an operation in the pointer of an error. */
const POSITION = /^\/atomic:operations\/(\d+)/;

interface OneAct {
  act: Exclude<Act, 'endSessions'>;
  person: Person;
  chosen: string;
}

function addOperation(
  operations: ReturnType<typeof api.operations>,
  { act, person, chosen }: OneAct,
): void {
  const reference = referenceOf(person);
  const roles = [{ type: 'roles', id: chosen }];
  switch (act) {
    case 'disable':
    case 'enable':
      operations.update(reference, { attributes: { enabled: act === 'enable' } });
      break;
    case 'confirm':
      operations.update(
        { type: 'customer-users', id: person.id },
        { attributes: { confirmed: true } },
      );
      break;
    case 'giveRole':
      operations.addTo({ type: 'users', id: person.id }, 'roles', roles);
      break;
    case 'takeRole':
      operations.removeFrom({ type: 'users', id: person.id }, 'roles', roles);
      break;
    case 'move':
    case 'leave': {
      const customer = act === 'move' ? ({ type: 'customers', id: chosen } as const) : null;
      operations.update({ type: 'customer-users', id: person.id }, { relationships: { customer } });
      break;
    }
    case 'remove':
      operations.remove(reference);
  }
}

/** One request for each person: a person has up to 100 sessions, and so has a request. */
async function endSessions(people: readonly Person[]): Promise<void> {
  const failed: Person[] = [];
  let cause: unknown;
  for (const person of people) {
    try {
      const filters = { 'filter[side]': [KINDS[person.kind].side], 'filter[person]': [person.id] };
      await api.DELETE('/api/sessions', { params: { query: filters } });
    } catch (error) {
      failed.push(person);
      cause = error;
    }
  }
  if (failed.length > 0) throw people.length > 1 ? new PartialError(failed, cause) : cause;
}
