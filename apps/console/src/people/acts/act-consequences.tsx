import { useSession } from '../../api/session.js';
import { Loaded } from '../../ui/states.js';
import { nameOf, type Person } from '../data/person.js';
import styles from '../people.module.css';
import { useMessages } from '../use-messages.js';
import { type Consequences, useConsequences } from './consequences.js';
import type { Act } from './run-act.js';

/** Names in a dialog, at most. */
const MAX_NAMES = 5;

/** The consequences of an act in numbers, and the names of the people. */
export function ActConsequences({ act, people }: { act: Act; people: readonly Person[] }) {
  const { kind = 'staff' } = people[0] ?? {};
  const query = useConsequences(kind, people);
  const t = useMessages();
  const { person: self } = useSession();
  const isSelf = kind === 'staff' && people.some(({ id }) => id === self.id);
  return (
    <>
      {people.length > 1 && <Names people={people} />}
      <p>{t(`${act}Text`)}</p>
      {isSelf && <p className={styles.note}>{t('includesYou')}</p>}
      <Loaded query={query} lines={2}>
        {(numbers) => <Numbers {...{ act, people, numbers }} />}
      </Loaded>
    </>
  );
}

function Names({ people }: { people: readonly Person[] }) {
  const t = useMessages();
  const names = people.slice(0, MAX_NAMES).map(nameOf).join(', ');
  const more = people.length - MAX_NAMES;
  return <p className={styles.quiet}>{more > 0 ? t('andMore', { names, count: more }) : names}</p>;
}

/** The acts that end sessions. */
const ENDS_SESSIONS: ReadonlySet<Act> = new Set([
  'disable',
  'endSessions',
  'giveRole',
  'takeRole',
  'move',
  'leave',
  'remove',
]);

interface NumbersProps {
  act: Act;
  people: readonly Person[];
  numbers: Consequences;
}

function Numbers({ act, people, numbers: { sessions, clients, refreshTokens } }: NumbersProps) {
  const t = useMessages();
  const isGone = act === 'disable' || act === 'remove';
  const same = people.filter(({ enabled }) => enabled === (act === 'enable')).length;
  const lines = [
    (act === 'disable' || act === 'enable') && same > 0 && t(`${act}Same`, { count: same }),
    ENDS_SESSIONS.has(act) && sessions !== undefined && t('sessionsEnd', { count: sessions }),
    isGone && clients !== undefined && t('clientsStop', { count: clients }),
    act === 'enable' && clients !== undefined && t('clientsStart', { count: clients }),
    isGone && refreshTokens !== undefined && t('tokensStop', { count: refreshTokens }),
  ].filter((line) => line !== false);
  return (
    <ul className={styles.consequences}>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
