import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useForm } from 'react-hook-form';
import { api, withSignIn } from '../../api/client.js';
import { useMay, useSession } from '../../api/session.js';
import { MultiSelectField } from '../../ui/choice-fields.js';
import { Form } from '../../ui/form.js';
import { Card, Page } from '../../ui/page.js';
import { RequireScope } from '../../ui/require-scope.js';
import { useDone } from '../../ui/use-done.js';
import { rolesQuery } from '../data/roles.js';
import { KINDS, type Kind } from '../kinds.js';
import { mayGive } from '../roles/grants.js';
import { useMessages } from '../use-messages.js';
import { attributesOf, PersonFields, type PersonValues, valuesOf } from './person-fields.js';

interface NewValues extends PersonValues {
  roles: string[];
}

/** Adds a person, who is invited on the page that follows. */
export function NewPersonPage({ kind }: { kind: Kind }) {
  const t = useMessages();
  const list = kind === 'staff' ? '/people/staff' : '/people/accounts';
  return (
    <Page title={t('addPerson')} crumb={<Link to={list}>{t(kind)}</Link>} lead={t('addLead')}>
      <RequireScope scope={KINDS[kind].write}>
        <Card>
          <NewPersonForm kind={kind} />
        </Card>
      </RequireScope>
    </Page>
  );
}

function NewPersonForm({ kind }: { kind: Kind }) {
  const t = useMessages();
  const done = useDone();
  const navigate = useNavigate();
  const form = useForm<NewValues>({
    defaultValues: { ...valuesOf(kind), role: 'buyer', roles: [] },
  });
  const create = async ({ roles, ...values }: NewValues) => {
    const id = await createPerson(kind, values, roles);
    await done(t('added', { name: `${values.firstName} ${values.lastName}` }), ['people']);
    await navigate({
      to: kind === 'staff' ? '/people/staff/$id' : '/people/accounts/$id',
      params: { id },
    });
  };
  return (
    <Form form={form} onSubmit={create} submitLabel={t('addPerson')}>
      <PersonFields kind={kind} />
      {kind === 'staff' && <RolesField />}
    </Form>
  );
}

function RolesField() {
  const t = useMessages();
  const { scopes } = useSession();
  const mayRead = useMay('roles:read');
  const mayWrite = useMay('roles:write');
  const { data: roles = [] } = useQuery({ ...rolesQuery, enabled: mayRead && mayWrite });
  if (!mayRead || !mayWrite) return null;
  const offered = roles.filter((role) => mayGive(role.scopes, scopes));
  const left = roles.length - offered.length;
  return (
    <MultiSelectField
      name="roles"
      label={t('roles')}
      isOptional
      hint={left > 0 ? t('rolesNotOffered', { count: left }) : t('rolesHint')}
      options={offered.map(({ id, name }) => ({ value: id, label: name }))}
    />
  );
}

/** Adds the person with the roles, or nobody. */
async function createPerson(kind: Kind, values: PersonValues, roles: string[]): Promise<string> {
  const { role, ...common } = values;
  const known = Object.entries(attributesOf(common)).filter(([, value]) => value !== null);
  const attributes = Object.fromEntries(known) as never;
  if (kind === 'accounts') {
    const of = { ...(attributes as object), role } as never;
    const { data } = await api.POST('/api/customer-users', {
      body: { data: { type: 'customer-users', attributes: of } },
    });
    return idOf(data);
  }
  if (roles.length === 0) {
    const { data } = await api.POST('/api/users', {
      body: { data: { type: 'users', attributes } },
    });
    return idOf(data);
  }
  const operations = api.operations();
  const user = operations.add('users', { attributes });
  const given = roles.map((id) => ({ type: 'roles', id }));
  operations.addTo(user, 'roles', given);
  const results = await withSignIn(async () => operations.send());
  return results.get(user).id;
}

const idOf = (document: unknown): string => (document as { data: { id: string } }).data.id;
