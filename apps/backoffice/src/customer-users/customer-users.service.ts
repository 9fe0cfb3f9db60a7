import { Injectable } from '@nestjs/common';
import { AuditLog } from '#audit';
import type { CustomerUser } from '#customers';
import { AuditedResources } from '#resources';
import type { CreateCustomerUser } from './create-customer-user.js';
import { CustomerUsersRepository } from './customer-users.repository.js';

/** The events say the same of a change as those of the storefront do, but for the side. */
export const CUSTOMER_USER = { noun: 'user', type: 'customer-users', side: 'backoffice' };

/**
 * Changes people with an account. Clients that act for one may do less or more at once,
 * and nothing for one who is disabled, not confirmed or deleted.
 */
@Injectable()
export class CustomerUsers extends AuditedResources<CustomerUser, CreateCustomerUser> {
  constructor(repository: CustomerUsersRepository, audit: AuditLog) {
    super(repository, audit, CUSTOMER_USER);
  }

  protected override valuesOf({
    customer,
    ...values
  }: Partial<CreateCustomerUser>): Partial<CustomerUser> {
    return customer === undefined ? values : { ...values, customerId: customer?.id ?? null };
  }

  /** A changed e-mail address resets `confirmed`, unless the same request sets it. */
  protected override changesOf(
    attributes: Partial<CreateCustomerUser>,
    before: Partial<CustomerUser>,
  ): Partial<CustomerUser> {
    const changes = super.changesOf(attributes, before as CustomerUser);
    const { confirmed } = attributes;
    return changes.email === undefined || confirmed === undefined
      ? changes
      : { ...changes, confirmed };
  }
}
