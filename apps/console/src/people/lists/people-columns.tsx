import { Link } from '@tanstack/react-router';
import type { Column } from '../../ui/table-columns.js';
import { Time } from '../../ui/time.js';
import type { Related } from '../data/lists.js';
import { nameOf, type Person } from '../data/person.js';
import type { SignInState } from '../data/sign-in.js';
import type { Kind } from '../kinds.js';
import styles from '../people.module.css';
import { PersonStates } from '../states.js';
import type { useMessages } from '../use-messages.js';
import { timeColumns } from './time-columns.js';

interface ColumnsOptions {
  t: ReturnType<typeof useMessages>;
  states: ReadonlyMap<string, SignInState> | undefined;
  related: Related;
  mayReadFactors: boolean;
}

/** The columns of a list of people. */
export function peopleColumns(kind: Kind, options: ColumnsOptions): Column<Person>[] {
  const { t, states, mayReadFactors } = options;
  return [
    {
      id: 'name',
      header: t('name'),
      sortBy: 'lastName',
      isPrimary: true,
      cell: (person) => <NameCell person={person} />,
    },
    { id: 'email', header: t('email'), sortBy: 'email', cell: ({ email }) => email },
    {
      id: 'state',
      header: t('state'),
      cell: (person) => <PersonStates person={person} state={states?.get(person.id)} />,
    },
    ...(kind === 'staff' ? staffColumns(options) : accountColumns(options)),
    ...(mayReadFactors
      ? [
          {
            id: 'lastSignIn',
            header: t('lastSignIn'),
            cell: ({ id }: Person) => states && <Time value={states.get(id)?.lastSignedInAt} />,
          },
        ]
      : []),
    ...timeColumns<Person>(t, { isCreationHidden: true }),
  ];
}

function staffColumns({ t, related }: ColumnsOptions): Column<Person>[] {
  const roles: Column<Person> = {
    id: 'roles',
    header: t('roles'),
    cell: (person) =>
      person.roles?.map(({ id, name }) => name ?? id).join(', ') || (
        <span className={styles.quiet}>{t('noRole')}</span>
      ),
  };
  return [
    { id: 'title', header: t('title'), sortBy: 'title', cell: ({ title }) => title },
    ...(related.roles ? [roles] : []),
  ];
}

function accountColumns({ t, related }: ColumnsOptions): Column<Person>[] {
  const customer: Column<Person> = {
    id: 'customer',
    header: t('customer'),
    sortBy: 'customer.name',
    cell: (person) => <CustomerCell person={person} />,
  };
  return [
    ...(related.customers ? [customer] : []),
    {
      id: 'position',
      header: t('role'),
      cell: ({ role }) => role && t(role),
    },
  ];
}

function NameCell({ person }: { person: Person }) {
  const { kind, id, username } = person;
  const to = kind === 'staff' ? '/people/staff/$id' : '/people/accounts/$id';
  return (
    <span className={styles.name}>
      <Link to={to} params={{ id }}>
        {nameOf(person)}
      </Link>
      {username !== null && <span className={styles.quiet}>{username}</span>}
    </span>
  );
}

function CustomerCell({ person: { customer } }: { person: Person }) {
  if (!customer) return <span className={styles.quiet}>–</span>;
  return (
    <Link to="/people/customers/$id" params={{ id: customer.id }}>
      {customer.name ?? customer.id}
    </Link>
  );
}
