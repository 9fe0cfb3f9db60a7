import { Injectable } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import { validateSync } from 'class-validator';
import { DataSource } from 'typeorm';
import { type Actor, AuditLog, changeOf } from '#audit';
import type { Config } from '#config';
import type { Transaction } from '#database';
import { type NewAccount, Registrar } from '#sign-in';
import { ambiguousCase, withNormalTexts } from '#text';
import { RegistrationForm } from './registration-form.js';

const CUSTOMER = { noun: 'customer', type: 'customers', side: 'storefront' };
const USER = { noun: 'user', type: 'customer-users', side: 'storefront' };

/** Registers people of the storefront, each with a company of their own. */
@Injectable()
export class CustomerRegistrar extends Registrar {
  readonly #role: string;

  constructor(
    config: ConfigService,
    private readonly dataSource: DataSource,
    private readonly audit: AuditLog,
  ) {
    super();
    this.#role = config.getOrThrow<Config['storefront']>('storefront').registration.role;
  }

  override read(typed: NewAccount): NewAccount | (keyof NewAccount)[] {
    const trimmed = Object.entries(typed).map(([name, text]: [string, string]) => [
      name,
      text.trim(),
    ]);
    const fields = withNormalTexts(RegistrationForm, Object.fromEntries(trimmed));
    const form = Object.assign(new RegistrationForm(), fields);
    const wrong = validateSync(form).map(({ property }) => property as keyof NewAccount);
    if (!wrong.includes('email') && ambiguousCase(form.email)) wrong.push('email');
    return wrong.length > 0 ? wrong : form;
  }

  override async hasAccount(email: string): Promise<boolean> {
    const rows = await this.dataSource.query<unknown[]>(
      'SELECT FROM customer_users WHERE lower(email) = lower($1)',
      [email],
    );
    return rows.length > 0;
  }

  override async register(
    { email, firstName, lastName, companyName }: NewAccount,
    actorOf: (personId: string) => Actor,
    transaction: Transaction,
  ): Promise<string | null> {
    const [row] = await transaction.query<{ customerId: string | null; userId: string | null }[]>(
      `SELECT new_customer_id::text AS "customerId", new_user_id::text AS "userId"
       FROM register_customer_user($1, $2, $3, $4, $5)`,
      [companyName, email, firstName, lastName, this.#role],
    );
    const { customerId, userId } = row!;
    if (customerId === null || userId === null) return null;
    const actor = actorOf(userId);
    const customer = { id: customerId, name: companyName };
    const user = { id: userId, email, firstName, lastName, role: this.#role, customerId };
    const events = [
      ...changeOf(CUSTOMER, { actor, after: customer }),
      ...changeOf(USER, { actor, after: user }),
    ];
    await this.audit.record(events, transaction);
    return userId;
  }
}
