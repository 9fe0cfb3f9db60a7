import { Badge, type Tone } from '../ui/badge.js';
import { Button } from '../ui/button.js';
import { CopyButton } from '../ui/copy-button.js';
import { Time } from '../ui/time.js';
import type { SigningKey } from './keys.js';
import styles from './keys.module.css';
import { useMessages } from './use-messages.js';

interface KeyTableProps {
  label: string;
  keys: readonly SigningKey[];
  onWithdraw: ((key: SigningKey) => void) | undefined;
}

const TONES: Readonly<Record<string, Tone>> = { announced: 'accent', active: 'good' };

/** The keys of a side with their times, for everybody who cannot or does not want to read the timeline. */
export function KeyTable({ label, keys, onWithdraw }: KeyTableProps) {
  const t = useMessages();
  const heads = ['key', 'state', 'announcedAt', 'signsSince', 'verifiesUntil', 'lackedBy'] as const;
  return (
    <table className={styles.table} aria-label={label}>
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {t(head)}
            </th>
          ))}
          {onWithdraw && (
            <th scope="col">
              <span className="visually-hidden">{t('acts')}</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {keys.map((key) => (
          <KeyRow key={key.id} signingKey={key} onWithdraw={onWithdraw} />
        ))}
      </tbody>
    </table>
  );
}

interface KeyRowProps {
  signingKey: SigningKey;
  onWithdraw: KeyTableProps['onWithdraw'];
}

function KeyRow({ signingKey, onWithdraw }: KeyRowProps) {
  const t = useMessages();
  const { id } = signingKey;
  const attributes = signingKey.attributes;
  const { algorithm, state, createdAt, activatedAt, verifiesUntil, authentic } = attributes;
  const lackedBy = state === 'retired' ? [] : (attributes.lackedBy ?? []);
  return (
    <tr>
      {/* No row header: axe reads one behind an open dialog as empty. */}
      <td className={styles.name}>
        <code title={id}>{id.slice(0, 8)}</code> <CopyButton text={id} isSmall />
        <span className={styles.quiet}>{algorithm}</span>
      </td>
      <td data-label={t('state')}>
        <Badge tone={TONES[state ?? '']}>{t(state ?? 'retired')}</Badge>
        {authentic === false && <Badge tone="bad">{t('forged')}</Badge>}
      </td>
      <td data-label={t('announcedAt')}>
        <Time value={createdAt} />
      </td>
      <td data-label={t('signsSince')}>
        <Time value={activatedAt} absent={t('notYet')} />
      </td>
      <td data-label={t('verifiesUntil')}>
        <Time value={verifiesUntil} absent={t('noEnd')} />
      </td>
      <td data-label={t('lackedBy')}>
        {lackedBy.length === 0 ? t('nobody') : <Badge tone="warn">{lackedBy.join(', ')}</Badge>}
      </td>
      {onWithdraw && (
        <td className={styles.act}>
          <Button
            isSmall
            aria-label={t('withdrawKey', { key: id.slice(0, 8) })}
            onClick={() => onWithdraw(signingKey)}
          >
            {t('withdraw')}
          </Button>
        </td>
      )}
    </tr>
  );
}
