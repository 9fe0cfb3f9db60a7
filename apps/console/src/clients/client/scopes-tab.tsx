import { useQuery } from '@tanstack/react-query';
import { useRights } from '../../api/client-rights.js';
import { SCOPE_OPTIONS } from '../../api/scopes.js';
import { MultiSelectField } from '../../ui/choice-fields.js';
import { Badge } from '../../ui/badge.js';
import { Card } from '../../ui/page.js';
import { Loaded } from '../../ui/states.js';
import { Time } from '../../ui/time.js';
import { useNow } from '../../ui/use-now.js';
import { Heads } from '../../ui/heads.js';
import styles from '../clients.module.css';
import type { ClientObject } from '../data/clients.js';
import { scopesQuery } from '../data/related.js';
import { useMessages } from '../use-messages.js';
import { ClientForm } from './client-form.js';
import { RemoveUnneeded } from './remove-unneeded.js';

/** Milliseconds: a scope that nothing needed for so long can probably go. */
export const UNNEEDED_MS = 90 * 86_400_000;

/** The scopes of a client, and which of them it needs. */
export function ScopesTab({ client }: { client: ClientObject }) {
  const t = useMessages();
  const { mayGive } = useRights();
  const query = useQuery(scopesQuery(client.id));
  return (
    <>
      <Loaded query={query}>
        {(scopes) => <Granted client={client} scopes={scopes} mayWrite={mayGive} />}
      </Loaded>
      {mayGive && (
        <Card title={t('changeScopes')} lead={t('changeScopesLead')}>
          <div className={styles.form}>
            <ClientForm
              id={client.id}
              labels={{ scopes: t('scopes') }}
              valuesOf={({ scopes }) => ({ scopes })}
              changesOf={({ scopes }) => ({ scopes })}
            >
              <MultiSelectField
                name="scopes"
                label={t('scopes')}
                options={SCOPE_OPTIONS[client.side]}
              />
            </ClientForm>
          </div>
        </Card>
      )}
    </>
  );
}

export interface ScopeRow {
  id: string;
  scope: string;
  uses: number;
  lastUsedAt: string | null;
  grantedAt: string;
  idleSince: string;
}

interface GrantedProps {
  client: ClientObject;
  scopes: readonly ScopeRow[];
  mayWrite: boolean;
}

function Granted({ client, scopes, mayWrite }: GrantedProps) {
  const t = useMessages();
  const now = useNow();
  const unneeded = scopes.filter(({ idleSince }) => now - Date.parse(idleSince) > UNNEEDED_MS);
  return (
    <Card
      title={t('granted')}
      lead={unneeded.length === 0 ? t('allNeeded') : t('someUnneeded', { count: unneeded.length })}
      acts={
        mayWrite && unneeded.length > 0 && <RemoveUnneeded client={client} unneeded={unneeded} />
      }
    >
      <ScopeTable scopes={scopes} unneeded={new Set(unneeded.map(({ scope }) => scope))} />
    </Card>
  );
}

interface ScopeTableProps {
  scopes: readonly ScopeRow[];
  unneeded: ReadonlySet<string>;
}

function ScopeTable({ scopes, unneeded }: ScopeTableProps) {
  const t = useMessages();
  return (
    <table className={styles.table}>
      <Heads
        names={[t('scope'), t('lastNeeded'), t('grantedAt'), [t('requests'), styles.number]]}
      />
      <tbody>
        {scopes.map(({ id, scope, uses, lastUsedAt, grantedAt }) => (
          <tr key={id}>
            <th scope="row">
              <span className={styles.row}>
                <code>{scope}</code>
                {unneeded.has(scope) && <Badge tone="warn">{t('notNeeded')}</Badge>}
              </span>
            </th>
            <td data-label={t('lastNeeded')}>
              <Time value={lastUsedAt} />
            </td>
            <td data-label={t('grantedAt')}>
              <Time value={grantedAt} />
            </td>
            <td className={styles.number} data-label={t('requests')}>
              {uses}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
