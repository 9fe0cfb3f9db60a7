import { Link, Navigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useSession } from '../api/session.js';
import { Page } from '../ui/page.js';
import { RequireScope } from '../ui/require-scope.js';
import styles from './people.module.css';
import { useMessages } from './use-messages.js';

/** The lists of the area, each with the scope that reads it. */
const SECTIONS = [
  { to: '/people/staff', text: 'staff', scope: 'users:read' },
  { to: '/people/accounts', text: 'accounts', scope: 'customer-users:read' },
  { to: '/people/customers', text: 'customers', scope: 'customers:read' },
  { to: '/people/roles', text: 'roles', scope: 'roles:read' },
  { to: '/people/providers', text: 'providers', scope: 'identity-providers:read' },
] as const;

type Section = (typeof SECTIONS)[number]['text'];

/** The sections that the person may read. */
function useSections() {
  const { scopes } = useSession();
  return SECTIONS.filter(({ scope }) => scopes.includes(scope));
}

/** The address of the area itself leads to its first list. */
export function PeopleIndexPage() {
  const [first] = useSections();
  return <Navigate to={first?.to ?? '/people/staff'} replace />;
}

interface SectionPageProps {
  section: Section;
  lead?: ReactNode;
  acts?: ReactNode;
  children: ReactNode;
}

/** A list of the area, below links to the other lists. */
export function SectionPage({ section, lead, acts, children }: SectionPageProps) {
  const t = useMessages();
  const sections = useSections();
  const { scope } = SECTIONS.find(({ text }) => text === section)!;
  return (
    <Page title={t(section)} lead={lead} acts={acts}>
      {sections.length > 1 && (
        <nav className={styles.sections} aria-label={t('people')}>
          {sections.map(({ to, text }) => (
            <Link
              key={to}
              to={to}
              className={styles.section}
              activeOptions={{ includeSearch: false }}
            >
              {t(text)}
            </Link>
          ))}
        </nav>
      )}
      <RequireScope scope={scope}>{children}</RequireScope>
    </Page>
  );
}
