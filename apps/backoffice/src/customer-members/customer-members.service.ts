import { Injectable } from '@nestjs/common';
import { AuditLog, changeOf } from '#audit';
import { JsonApiError, selectionOf } from '#json-api';
import type { Administrator } from '#oauth';
import {
  CustomerUsersRepository,
  type Member,
} from '../customer-users/customer-users.repository.js';
import { CUSTOMER_USER } from '../customer-users/customer-users.service.js';
import { customerResource } from '../customers/customer.resource.js';
import { CustomersRepository } from '../customers/customers.repository.js';

const ID_ONLY = selectionOf(customerResource);

/** The limit of one request: a list without pages needs an end. */
const MAX_REPLACED = 100;

/** A person before and after a change. */
interface Move {
  before: Member;
  after: Member;
}

/**
 * Moves people to a customer and away from it, all or none. Each moved person has the audit event of a
 * single change. People who are there already have no event.
 */
@Injectable()
export class CustomerMembers {
  constructor(
    private readonly customers: CustomersRepository,
    private readonly people: CustomerUsersRepository,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Adds people to a customer. People of another customer leave that one.
   *
   * @throws JsonApiError 404 `not_found`, `related_not_found`
   */
  async add(customerId: string, ids: readonly string[], by: Administrator): Promise<void> {
    return this.#change(customerId, by, async (people) => {
      const named = await people.lockMembers(ids);
      requireAll(ids, named);
      return named.map((person) => move(person, customerId));
    });
  }

  /**
   * Replaces all people of a customer.
   *
   * @throws JsonApiError 403 `replacement_not_allowed`, 404 as `add`
   */
  async replace(customerId: string, ids: readonly string[], by: Administrator): Promise<void> {
    return this.#change(customerId, by, async (people) => {
      const members = await people.memberIds(customerId, MAX_REPLACED + 1);
      if (members.length > MAX_REPLACED) throw tooMany();
      const all = await people.lockMembers([...new Set([...ids, ...members])]);
      requireAll(ids, all);
      return all.map((person) =>
        ids.includes(person.id) ? move(person, customerId) : leave(person, customerId),
      );
    });
  }

  /**
   * Removes people from a customer. People of another customer, or of none, stay unchanged.
   *
   * @throws JsonApiError 404 `not_found`
   */
  async remove(customerId: string, ids: readonly string[], by: Administrator): Promise<void> {
    return this.#change(customerId, by, async (people) => {
      const named = await people.lockMembers(ids);
      return named.map((person) => leave(person, customerId));
    });
  }

  async #change(
    customerId: string,
    { actor }: Administrator,
    choose: (people: CustomerUsersRepository) => Promise<Move[]>,
  ): Promise<void> {
    return this.customers.inTransaction(async (customers, transaction) => {
      const isThere = await customers.find(customerId, ID_ONLY);
      if (!isThere || !(await customers.holdMembers(customerId))) {
        throw JsonApiError.notFound(customerResource.type, customerId);
      }
      const people = this.people.within(transaction);
      const chosen = await choose(people);
      const moves = chosen.filter(({ before, after }) => before.customerId !== after.customerId);
      for (const to of [customerId, null]) {
        const moved = moves.filter(({ after }) => after.customerId === to);
        await people.moveMembers(
          moved.map(({ after }) => after.id),
          to,
        );
      }
      const events = moves.flatMap((each) => changeOf(CUSTOMER_USER, { actor, ...each }));
      await this.audit.record(events, transaction);
    });
  }
}

function move(person: Member, customerId: string | null): Move {
  return { before: person, after: { ...person, customerId } };
}

/** Removes a person from this customer only, because another one may have them by now. */
function leave(person: Member, customerId: string): Move {
  return move(person, person.customerId === customerId ? null : person.customerId);
}

function requireAll(ids: readonly string[], found: readonly Member[]): void {
  const missing = ids.filter((id) => !found.some((person) => person.id === id));
  if (missing.length === 0) return;
  const detail = `there is no resource of type customer-users with the id ${missing.join(', ')}`;
  throw JsonApiError.relatedNotFound(detail, '/data');
}

function tooMany(): JsonApiError {
  const detail =
    `a customer with more than ${MAX_REPLACED} people is not given others at once: ` +
    'add some by POST and take some away by DELETE';
  return JsonApiError.replacementNotAllowed(detail);
}
