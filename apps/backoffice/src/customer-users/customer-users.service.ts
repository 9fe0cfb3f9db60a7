import { Injectable } from '@nestjs/common';
import { AuditLog } from '#audit';
import type { CustomerUser } from '#customers';
import { AuditedResources } from '#resources';
import type { CreateCustomerUser } from './create-customer-user.js';
import { CustomerUsersRepository } from './customer-users.repository.js';

/** Audit events of a change are the same as those of the storefront, except for the side. */
export const CUSTOMER_USER = { noun: 'user', type: 'customer-users', side: 'backoffice' };

/**
 * Changes people with an account. A change of the role takes effect at once for clients that act for
 * the person. These clients lose all access when the person is disabled, unconfirmed or deleted.
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

  protected override dependsOnRow({ email, confirmed }: Partial<CustomerUser>): boolean {
    return email !== undefined && confirmed !== undefined;
  }
}
