import { Link } from '@tanstack/react-router';
import { useSession } from '../api/session.js';
import { auditEntry } from '../audit/index.js';
import { clientsEntry } from '../clients/index.js';
import { keysEntry } from '../keys/index.js';
import { overviewEntry } from '../overview/index.js';
import { peopleEntry } from '../people/index.js';
import type { NavigationEntry } from '../routing/area.js';
import { secretsEntry } from '../secrets/index.js';
import { Icon } from '../ui/icon.js';
import { whyEntry } from '../why/index.js';
import styles from './shell.module.css';

/** The areas in the order of the navigation. */
const ENTRIES: readonly NavigationEntry[] = [
  overviewEntry,
  clientsEntry,
  secretsEntry,
  whyEntry,
  peopleEntry,
  keysEntry,
  auditEntry,
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
