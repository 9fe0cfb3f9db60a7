import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useMay } from '../../api/session.js';
import { EventsOf } from '../../audit/index.js';
import { Button, IconButton } from '../../ui/button.js';
import { Menu, MenuItem } from '../../ui/menu.js';
import { Page } from '../../ui/page.js';
import { RequireScope } from '../../ui/require-scope.js';
import { Loaded } from '../../ui/states.js';
import { Tabs } from '../../ui/tabs.js';
import { useActs } from '../acts/use-acts.js';
import { personQuery } from '../data/one.js';
import { nameOf, type Person } from '../data/person.js';
import { signInStatesQuery } from '../data/sign-in.js';
import type { PersonTab } from '../filters.js';
import { InviteDialog } from '../invite/invite-dialog.js';
import { KINDS, type Kind } from '../kinds.js';
import { fits } from '../lists/fits.js';
import { canSignIn, PersonStates } from '../states.js';
import { useMessages } from '../use-messages.js';
import { useRelated } from '../use-related.js';
import { AppsTab } from './apps-tab.js';
import { DetailsTab } from './details-tab.js';
import { FactorsTab } from './factors-tab.js';
import { SessionsTab } from './sessions-tab.js';

/** One person: details, and how they sign in. */
export function PersonPage({ kind }: { kind: Kind }) {
  const { id = '' } = useParams({ strict: false });
  const query = useQuery(personQuery(kind, id, useRelated()));
  const t = useMessages();
  if (query.data) return <Known person={query.data} />;
  return (
    <Page title={t('person')}>
      <RequireScope scope={KINDS[kind].read}>
        <Loaded query={query}>{() => null}</Loaded>
      </RequireScope>
    </Page>
  );
}

function Known({ person }: { person: Person }) {
  const t = useMessages();
  const { kind, id } = person;
  const mayReadFactors = useMay('factors:read');
  const { data: states } = useQuery(signInStatesQuery(kind, mayReadFactors ? [id] : []));
  const state = states?.get(id);
  const list = kind === 'staff' ? '/people/staff' : '/people/accounts';
  return (
    <Page
      title={nameOf(person)}
      crumb={<Link to={list}>{t(kind)}</Link>}
      badges={<PersonStates person={person} state={state} />}
      acts={<PersonActs person={person} isNew={state !== undefined && !canSignIn(state)} />}
    >
      <PersonTabs person={person} />
    </Page>
  );
}

function PersonActs({ person, isNew }: { person: Person; isNew: boolean }) {
  const t = useMessages();
  const navigate = useNavigate();
  const { kind } = person;
  const mayWrite = useMay(KINDS[kind].write);
  const [isInviting, setInviting] = useState(false);
  const { offered, ask, dialog } = useActs(kind);
  const acts = offered.filter((act) => fits(act, person));
  const leave = () =>
    void navigate({ to: kind === 'staff' ? '/people/staff' : '/people/accounts' });
  return (
    <>
      {mayWrite && person.enabled && person.confirmed && (
        <Button kind={isNew ? 'primary' : undefined} onClick={() => setInviting(true)}>
          {t(isNew ? 'invite' : 'recover')}
        </Button>
      )}
      {acts.length > 0 && (
        <Menu trigger={<IconButton icon="more" label={t('actsFor', { name: nameOf(person) })} />}>
          {acts.map((act) => (
            <MenuItem
              key={act}
              isDangerous={act === 'remove'}
              onClick={() => ask(act, [person], act === 'remove' ? leave : undefined)}
            >
              {t(act)}
            </MenuItem>
          ))}
        </Menu>
      )}
      {dialog}
      <InviteDialog
        person={person}
        purpose={isNew ? 'invitation' : 'recovery'}
        isOpen={isInviting}
        onClose={() => setInviting(false)}
      />
    </>
  );
}

function PersonTabs({ person }: { person: Person }) {
  const t = useMessages();
  const { tab = 'details' } = useSearch({ strict: false }) as { tab?: PersonTab };
  const navigate = useNavigate();
  const open = (name: PersonTab) =>
    void navigate({
      to: '.',
      search: name === 'details' ? {} : { tab: name },
      replace: true,
    });
  const { kind, id } = person;
  const [mayReadSessions, mayReadFactors, mayReadGrants, mayReadAudit] = [
    useMay('sessions:read'),
    useMay('factors:read'),
    useMay('grants:read'),
    useMay('audit:read'),
  ];
  return (
    <Tabs<PersonTab>
      label={nameOf(person)}
      value={tab}
      onChange={open}
      tabs={[
        { name: 'details', label: t('details'), content: <DetailsTab person={person} /> },
        mayReadFactors && {
          name: 'sign-in',
          label: t('signIn'),
          content: <FactorsTab person={person} />,
        },
        mayReadSessions && {
          name: 'sessions',
          label: t('sessions'),
          content: <SessionsTab person={person} />,
        },
        mayReadGrants && { name: 'apps', label: t('apps'), content: <AppsTab person={person} /> },
        mayReadAudit && {
          name: 'history',
          label: t('history'),
          content: <EventsOf type={KINDS[kind].type} id={id} count={20} />,
        },
      ]}
    />
  );
}
