/** Members of staff sign in at the back office, people with an account at the storefront. */
export type Kind = 'staff' | 'accounts';

interface KindOfPeople {
  side: 'backoffice' | 'storefront';
  /** The resource type of the API. */
  type: 'users' | 'customer-users';
  read: string;
  write: string;
}

export const KINDS = {
  staff: { side: 'backoffice', type: 'users', read: 'users:read', write: 'users:write' },
  accounts: {
    side: 'storefront',
    type: 'customer-users',
    read: 'customer-users:read',
    write: 'customer-users:write',
  },
} as const satisfies Readonly<Record<Kind, KindOfPeople>>;

/** The kind of people who sign in at a side. */
export const kindOfSide = (side: string): Kind => (side === 'backoffice' ? 'staff' : 'accounts');
