import { useQuery } from '@tanstack/react-query';
import { useMay } from '../api/session.js';
import { Page } from '../ui/page.js';
import { RequireScope } from '../ui/require-scope.js';
import { Loaded } from '../ui/states.js';
import { keysQuery, SIDES } from './keys.js';
import styles from './keys.module.css';
import { SideKeys } from './side-keys.js';
import { useMessages } from './use-messages.js';

/** The signing keys of both sides: their lives, and what a person can do about them. */
export function KeysPage() {
  const t = useMessages();
  return (
    <RequireScope scope="keys:read">
      <Page title={t('title')} lead={t('lead')}>
        <Keys />
      </Page>
    </RequireScope>
  );
}

function Keys() {
  const query = useQuery(keysQuery);
  const mayWrite = useMay('keys:write');
  return (
    <Loaded query={query}>
      {(keys) => (
        <div className={styles.sides}>
          {SIDES.map((side) => {
            const own = keys.filter(({ attributes }) => attributes.side === side);
            return <SideKeys key={side} side={side} keys={own} mayWrite={mayWrite} />;
          })}
        </div>
      )}
    </Loaded>
  );
}
