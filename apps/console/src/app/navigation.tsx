import { Link } from '@tanstack/react-router';
import { useSession } from '../api/session.js';
import { useAuditTitle } from '../audit/index.js';
import { useClientsTitle } from '../clients/index.js';
import { useKeysTitle } from '../keys/index.js';
import { useOverviewTitle } from '../overview/index.js';
import { usePeopleTitle } from '../people/index.js';
import { useSecretsTitle } from '../secrets/index.js';
import { Icon, type IconName } from '../ui/icon.js';
import { useWhyTitle } from '../why/index.js';
import styles from './shell.module.css';

interface NavigationEntry {
  /** The path of the first route of the area. */
  to: string;
  icon: IconName;
  /** One of these scopes is needed; an empty list means none. */
  scopes: readonly string[];
  /** A hook that returns the name in the language of the person. */
  useLabel: () => string;
}

/** One of these is needed for a list of people. */
const PEOPLE = [
  'users:read',
  'customer-users:read',
  'customers:read',
  'roles:read',
  'identity-providers:read',
];

/** The areas in the order of the navigation, each for people who have one of its scopes. */
const ENTRIES: readonly NavigationEntry[] = [
  { to: '/', icon: 'home', scopes: [], useLabel: useOverviewTitle },
  { to: '/clients', icon: 'app', scopes: ['clients:read'], useLabel: useClientsTitle },
  { to: '/secrets', icon: 'secret', scopes: ['clients:read'], useLabel: useSecretsTitle },
  { to: '/why', icon: 'search', scopes: ['clients:read'], useLabel: useWhyTitle },
  { to: '/people', icon: 'user', scopes: PEOPLE, useLabel: usePeopleTitle },
  { to: '/keys', icon: 'key', scopes: ['keys:read'], useLabel: useKeysTitle },
  { to: '/audit', icon: 'eye', scopes: ['audit:read'], useLabel: useAuditTitle },
];

/** Links to the areas that the roles of the person allow. */
export function Navigation({ onNavigate }: { onNavigate: () => void }) {
  const { scopes: held } = useSession();
  const shown = ENTRIES.filter(
    ({ scopes }) => scopes.length === 0 || scopes.some((scope) => held.includes(scope)),
  );
  return (
    <ul>
      {shown.map((entry) => (
        <li key={entry.to}>
          <EntryLink entry={entry} onNavigate={onNavigate} />
        </li>
      ))}
    </ul>
  );
}

interface EntryLinkProps {
  entry: NavigationEntry;
  onNavigate: () => void;
}

function EntryLink({ entry: { to, icon, useLabel }, onNavigate }: EntryLinkProps) {
  const label = useLabel();
  return (
    <Link
      to={to}
      className={styles.entry}
      activeOptions={{ exact: to === '/' }}
      onClick={onNavigate}
    >
      <Icon name={icon} />
      {label}
    </Link>
  );
}
