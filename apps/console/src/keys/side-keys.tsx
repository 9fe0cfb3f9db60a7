import { useState } from 'react';
import { api } from '../api/client.js';
import { Button } from '../ui/button.js';
import { ConfirmDialog } from '../ui/confirm-dialog.js';
import { Card } from '../ui/page.js';
import { useDone } from '../ui/use-done.js';
import { KeyTable } from './key-table.js';
import { keysQuery, type Side, type SigningKey } from './keys.js';
import styles from './keys.module.css';
import { Timeline } from './timeline.js';
import { useMessages } from './use-messages.js';
import { WithdrawDialog } from './withdraw-dialog.js';

interface SideKeysProps {
  side: Side;
  keys: readonly SigningKey[];
  mayWrite: boolean;
}

/** The keys of one side: the timeline, and the same as a table with what can be done. */
export function SideKeys({ side, keys, mayWrite }: SideKeysProps) {
  const t = useMessages();
  const [isRotating, setRotating] = useState(false);
  const [withdrawn, setWithdrawn] = useState<SigningKey>();
  const instances = keys[0]?.attributes.instances ?? 0;
  return (
    <Card
      title={t(side)}
      lead={t('processes', { count: instances })}
      acts={mayWrite && <Button onClick={() => setRotating(true)}>{t('rotate')}</Button>}
    >
      {keys.length === 0 ? (
        <p className={styles.quiet}>{t('noKey')}</p>
      ) : (
        <>
          <Timeline keys={keys} />
          <KeyTable
            label={t('keysOf', { side: t(side) })}
            keys={keys}
            onWithdraw={mayWrite ? setWithdrawn : undefined}
          />
        </>
      )}
      <RotateDialog
        {...{ side, instances }}
        isOpen={isRotating}
        onClose={() => setRotating(false)}
      />
      <WithdrawDialog
        signingKey={withdrawn}
        others={keys.filter(({ id }) => id !== withdrawn?.id)}
        onClose={() => setWithdrawn(undefined)}
      />
    </Card>
  );
}

interface RotateDialogProps {
  side: Side;
  instances: number;
  isOpen: boolean;
  onClose: () => void;
}

/** Asks before a new key is made. A rotation ends no access. */
function RotateDialog({ side, instances, isOpen, onClose }: RotateDialogProps) {
  const t = useMessages();
  const done = useDone();
  const rotate = async () => {
    const body = { data: { type: 'signing-keys' as const, attributes: { side } } };
    const { data } = await api.POST('/api/signing-keys', { body });
    const isAnnounced = data !== undefined && 'data' in data;
    await done(t(isAnnounced ? 'announcedAlready' : 'rotationRequested'), keysQuery.queryKey);
  };
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      title={t('rotateTitle', { side: t(side) })}
      actLabel={t('rotate')}
      onConfirm={rotate}
    >
      <p>{t('rotateText')}</p>
      <p>{instances > 0 ? t('rotateBy', { count: instances }) : t('rotateLater')}</p>
    </ConfirmDialog>
  );
}
