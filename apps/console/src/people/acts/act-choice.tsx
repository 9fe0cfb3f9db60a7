import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useSession } from '../../api/session.js';
import { Combobox } from '../../ui/combobox.js';
import type { Option } from '../../ui/controls.js';
import field from '../../ui/field.module.css';
import { customersQuery } from '../data/lists.js';
import type { Person } from '../data/person.js';
import { type Role, rolesQuery } from '../data/roles.js';
import { mayGive } from '../roles/grants.js';
import { useMessages } from '../use-messages.js';
import type { Act } from './run-act.js';

interface ActChoiceProps {
  act: Act;
  people: readonly Person[];
  chosen: string;
  onChange: (id: string) => void;
}

/** The role or the company of an act. */
export function ActChoice(props: ActChoiceProps) {
  return props.act === 'move' ? <CustomerChoice {...props} /> : <RoleChoice {...props} />;
}

function CustomerChoice({ chosen, onChange }: ActChoiceProps) {
  const t = useMessages();
  const [text, setText] = useState('');
  const { data } = useQuery(customersQuery({ q: text, sort: 'name' }));
  const options = (data?.rows ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return <Choice label={t('customer')} {...{ options, chosen, onChange, onSearch: setText }} />;
}

/** Only roles that the person may give, or that somebody has. */
function RoleChoice({ act, people, chosen, onChange }: ActChoiceProps) {
  const t = useMessages();
  const { scopes } = useSession();
  const { data: roles = [] } = useQuery(rolesQuery);
  const held = new Set(people.flatMap((person) => (person.roles ?? []).map(({ id }) => id)));
  const isOffered = (role: Role) =>
    act === 'giveRole' ? mayGive(role.scopes, scopes) : held.has(role.id);
  const options = roles.filter(isOffered).map(({ id, name }) => ({ value: id, label: name }));
  const left = roles.length - options.length;
  return (
    <>
      <Choice label={t('role')} {...{ options, chosen, onChange }} />
      {act === 'giveRole' && left > 0 && <p>{t('rolesNotOffered', { count: left })}</p>}
    </>
  );
}

interface ChoiceProps {
  label: string;
  options: readonly Option[];
  chosen: string;
  onChange: (id: string) => void;
  onSearch?: (text: string) => void;
}

function Choice({ label, options, chosen, onChange, onSearch }: ChoiceProps) {
  const id = useId();
  return (
    <div className={field.field}>
      <label className={field.label} htmlFor={id}>
        {label}
      </label>
      <Combobox {...{ options, onChange, onSearch }} value={chosen} attributes={{ id }} />
    </div>
  );
}
