import type { ResourceOf } from '../../api/resource-of.js';
import { KINDS, type Kind } from '../kinds.js';

/** A resource by its id, with its name when the person may read it. */
export interface Named {
  id: string;
  name?: string;
}

type Staff = ResourceOf<'/api/users'>['attributes'];
type Account = ResourceOf<'/api/customer-users'>['attributes'];

/** Attributes that one kind of people lacks; they are null for it. */
type OrNull<Attributes> = { [Name in keyof Attributes]: Attributes[Name] | null };

/** A person of either kind. Staff, whose addresses are not confirmed, count as confirmed. */
export interface Person
  extends
    Omit<Account, 'role'>,
    OrNull<Pick<Account, 'role'>>,
    OrNull<Pick<Staff, 'username' | 'phone' | 'title'>> {
  id: string;
  kind: Kind;
  /** The roles of a member of staff; undefined when the reader may not see them. */
  roles?: Named[];
  /** The company of a person with an account, or null for none. */
  customer?: Named | null;
}

/** A resource of the API as an object, in which any attribute may be missing. */
type Source = Partial<Omit<Person, 'kind' | 'id'>> & { id: string };

/** Reads a resource of either type. */
export function personOf(kind: Kind, source: object): Person {
  const { id, roles, customer, ...attributes } = source as Source;
  const of = <Name extends keyof typeof attributes>(name: Name) => attributes[name] ?? null;
  return {
    id,
    kind,
    username: of('username'),
    email: attributes.email ?? '',
    namePrefix: of('namePrefix'),
    firstName: attributes.firstName ?? '',
    middleName: of('middleName'),
    lastName: attributes.lastName ?? '',
    nameSuffix: of('nameSuffix'),
    phone: of('phone'),
    title: of('title'),
    birthday: of('birthday'),
    enabled: attributes.enabled ?? true,
    confirmed: attributes.confirmed ?? true,
    role: of('role'),
    ...(roles && { roles: roles.map(namedOf) }),
    ...(customer !== undefined && { customer: customer && namedOf(customer) }),
    createdAt: attributes.createdAt ?? '',
    updatedAt: attributes.updatedAt ?? '',
  };
}

const namedOf = ({ id, name }: Named): Named => ({ id, ...(name !== undefined && { name }) });

/** First and last name; both are always there. */
export const nameOf = ({ firstName, lastName }: Pick<Person, 'firstName' | 'lastName'>) =>
  `${firstName} ${lastName}`;

/** The identifier of a person in the API. */
export const referenceOf = ({ kind, id }: Pick<Person, 'kind' | 'id'>) => ({
  type: KINDS[kind].type,
  id,
});
