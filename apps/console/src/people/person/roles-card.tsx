import { Link } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { Badge } from '../../ui/badge.js';
import { Button } from '../../ui/button.js';
import { Card } from '../../ui/page.js';
import { useActs } from '../acts/use-acts.js';
import type { Person } from '../data/person.js';
import { rolesQuery } from '../data/roles.js';
import styles from '../people.module.css';
import { useMessages } from '../use-messages.js';

/** The roles of a member of staff, and what they allow. */
export function RolesCard({ person }: { person: Person }) {
  const t = useMessages();
  const { data: all = [] } = useQuery(rolesQuery);
  const { offered, ask, dialog } = useActs(person.kind);
  const held = person.roles ?? [];
  const scopes = new Set(
    all.filter(({ id }) => held.some((role) => role.id === id)).flatMap((role) => role.scopes),
  );
  return (
    <Card
      title={t('roles')}
      acts={
        <>
          {offered.includes('giveRole') && (
            <Button isSmall icon="plus" onClick={() => ask('giveRole', [person])}>
              {t('giveRole')}
            </Button>
          )}
          {offered.includes('takeRole') && held.length > 0 && (
            <Button isSmall onClick={() => ask('takeRole', [person])}>
              {t('takeRole')}
            </Button>
          )}
        </>
      }
    >
      {held.length === 0 ? (
        <p className={styles.quiet}>{t('noRoleText')}</p>
      ) : (
        <div className={styles.row}>
          {held.map(({ id, name }) => (
            <Link key={id} to="/people/staff" search={{ role: id }}>
              {name ?? id}
            </Link>
          ))}
        </div>
      )}
      {scopes.size > 0 && (
        <>
          <h3>{t('allowed')}</h3>
          <div className={styles.badges}>
            {[...scopes].map((scope) => (
              <Badge key={scope} isPlain>
                {scope}
              </Badge>
            ))}
          </div>
        </>
      )}
      {dialog}
    </Card>
  );
}
