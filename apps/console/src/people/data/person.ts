import { KINDS, type Kind } from '../kinds.js';

/** A resource by its id, with its name when the person may read it. */
export interface Named {
  id: string;
  name?: string;
}

/** A person of either kind. Attributes that one kind lacks are null. */
export interface Person {
  id: string;
  kind: Kind;
  username: string | null;
  email: string;
  namePrefix: string | null;
  firstName: string;
  middleName: string | null;
  lastName: string;
  nameSuffix: string | null;
  phone: string | null;
  title: string | null;
  birthday: string | null;
  enabled: boolean;
  /** True also for staff, whose addresses are not confirmed. */
  confirmed: boolean;
  /** The role of a person with an account at their company. */
  role: 'buyer' | 'administrator' | null;
  /** The roles of a member of staff; undefined when the reader may not see them. */
  roles?: Named[];
  /** The company of a person with an account, or null for none. */
  customer?: Named | null;
  createdAt: string;
  updatedAt: string;
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
