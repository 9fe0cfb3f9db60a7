import type { Actor } from '#audit';
import type { Transaction } from '#database';

/** The fields with which somebody registers, in the form in which they are stored. */
export interface NewAccount {
  email: string;
  firstName: string;
  lastName: string;
  companyName: string;
}

/**
 * Knows the accounts of an application whose people may register, and creates them. The sign-in
 * knows no resource.
 */
export abstract class Registrar {
  /** Returns the fields in their stored form, or the names of those that are wrong. */
  abstract read(typed: NewAccount): NewAccount | (keyof NewAccount)[];

  /** True when a person has the e-mail address, also one who may not sign in. */
  abstract hasAccount(email: string): Promise<boolean>;

  /**
   * Creates a person with a confirmed address and a company of their own, with audit events. A company
   * of the same name stays another one. Returns the id of the person; null when somebody has the
   * address.
   */
  abstract register(
    account: NewAccount,
    actorOf: (personId: string) => Actor,
    transaction: Transaction,
  ): Promise<string | null>;
}
