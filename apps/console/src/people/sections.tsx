import { Link, Navigate } from '@tanstack/react-router';
import { type ComponentType, type ReactNode, useState } from 'react';
import { useMay, useSession } from '../api/session.js';
import { Button } from '../ui/button.js';
import type { OpenProps } from '../ui/dialog.js';
import { Page } from '../ui/page.js';
import { RequireScope } from '../ui/require-scope.js';
import styles from './people.module.css';
import { useMessages } from './use-messages.js';

/** The lists of the area, each with the resources whose scopes read and change it. */
const SECTIONS = [
  { to: '/people/staff', text: 'staff', resources: 'users' },
  { to: '/people/accounts', text: 'accounts', resources: 'customer-users' },
  { to: '/people/customers', text: 'customers', resources: 'customers' },
  { to: '/people/roles', text: 'roles', resources: 'roles' },
  { to: '/people/providers', text: 'providers', resources: 'identity-providers' },
] as const;

type Section = (typeof SECTIONS)[number]['text'];

const resourcesOf = (section: Section) => SECTIONS.find(({ text }) => text === section)!.resources;

/** The sections that the person may read. */
function useSections() {
  const { scopes } = useSession();
  return SECTIONS.filter(({ resources }) => scopes.includes(`${resources}:read`));
}

/** The address of the area itself leads to its first list. */
export function PeopleIndexPage() {
  const [first] = useSections();
  return <Navigate to={first?.to ?? '/people/staff'} replace />;
}

interface SectionPageProps {
  section: Section;
  acts?: ReactNode;
  children: ReactNode;
}

/** A list of the area, below links to the other lists. */
export function SectionPage({ section, acts, children }: SectionPageProps) {
  const t = useMessages();
  const sections = useSections();
  return (
    <Page title={t(section)} lead={t(`${section}Lead`)} acts={acts}>
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
      <RequireScope scope={`${resourcesOf(section)}:read`}>{children}</RequireScope>
    </Page>
  );
}

interface AddingPageProps {
  section: Section;
  /** Names the act that adds to the list. */
  label: string;
  /** The dialog that adds. */
  Dialog: ComponentType<OpenProps>;
  children: ReactNode;
}

/** A list of the area with a button that opens a dialog. */
export function AddingPage({ section, label, Dialog, children }: AddingPageProps) {
  const mayAdd = useMay(`${resourcesOf(section)}:write`);
  const [isAdding, setAdding] = useState(false);
  const act = (
    <Button kind="primary" icon="plus" onClick={() => setAdding(true)}>
      {label}
    </Button>
  );
  return (
    <SectionPage section={section} acts={mayAdd && act}>
      {children}
      <Dialog isOpen={isAdding} onClose={() => setAdding(false)} />
    </SectionPage>
  );
}
