import { ChangedBy } from '../ui/changed-by.js';
import type { Secret } from './secret.js';
import notice from '../ui/notice.module.css';
import { useMessages } from './use-messages.js';

/** Says which secrets somebody else has added while the person filled in a rotation, and who. */
export function ChangedMeanwhile({ added }: { added: readonly Secret[] }) {
  const t = useMessages();
  return (
    <div className={notice.notice} role="alert">
      <p>{t('addedMeanwhile')}</p>
      {added.map(({ id, attributes: { hint } }) => (
        <div key={id}>
          <code>…{hint}</code>
          <ChangedBy subject={{ type: 'oauth-client-secrets', id }} />
        </div>
      ))}
    </div>
  );
}
