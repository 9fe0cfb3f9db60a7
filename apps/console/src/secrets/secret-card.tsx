import { useLanguage } from '../messages/language.js';
import { Badge, type Tone } from '../ui/badge.js';
import { Button } from '../ui/button.js';
import { KeyValues } from '../ui/page.js';
import { Ends, Time } from '../ui/time.js';
import { useNow } from '../ui/use-now.js';
import { ExactTime } from './exact-time.js';
import { Networks } from './networks.js';
import { type Secret, type SecretState, stateOf, usersSinceReplaced } from './secret.js';
import styles from './secrets.module.css';
import { useMessages } from './use-messages.js';

const TONES: Readonly<Record<SecretState, Tone>> = {
  current: 'good',
  replaced: 'warn',
  notYet: 'accent',
  ended: 'neutral',
};

/** The name of a state in the language of the person. */
export function useStateName(): (state: SecretState) => string {
  const t = useMessages();
  return (state) => (state === 'ended' ? t('endedState') : t(state));
}

interface SecretCardProps {
  secret: Secret;
  mayWrite: boolean;
  /** See `isReplacementUsed`. */
  replacementUsed: boolean;
  onEnd: (secret: Secret) => void;
}

/** One secret of a client: its ends, its use, and who still uses it. */
export function SecretCard({ secret, mayWrite, replacementUsed, onEnd }: SecretCardProps) {
  const t = useMessages();
  const nameOf = useStateName();
  const { language } = useLanguage();
  useNow();
  // Not the time of useNow, which can be older than an end that the person has just caused.
  const state = stateOf(secret, Date.now());
  const { label, hint, createdAt, notBefore, expiresAt, useCount, ...used } = secret.attributes;
  const { lastUsedAt, lastUsedAddress, usedFrom } = used;
  const isLive = state !== 'ended';
  const name = label || t('hint', { hint });
  return (
    <article className={styles.secret} aria-label={name} data-state={state}>
      <header className={styles.secretHead}>
        <h3>{name}</h3>
        <Badge tone={TONES[state]}>{nameOf(state)}</Badge>
      </header>
      <KeyValues
        facts={[
          label !== '' && [t('secret'), <code key="hint">…{hint}</code>],
          [t('ends'), <End key="end" value={expiresAt} />],
          state === 'notYet' && [t('validFrom'), <Time key="from" value={notBefore} />],
          [t('created'), <Time key="created" value={createdAt} />],
          [
            t('lastUsed'),
            <span key="used">
              <Time value={lastUsedAt} absent={t('never')} />
              {lastUsedAddress && <> · {lastUsedAddress}</>}
            </span>,
          ],
          [t('uses'), new Intl.NumberFormat(language).format(useCount)],
          [t('usedFrom'), <Networks key="networks" networks={usedFrom.networks} />],
        ]}
      />
      {state === 'replaced' && <OldUsers {...{ secret, replacementUsed }} />}
      {isLive && mayWrite && (
        <div>
          <Button isSmall onClick={() => onEnd(secret)}>
            {t('endNow')}
          </Button>
        </div>
      )}
    </article>
  );
}

/** The end as a distance, and below it the exact time, so that nobody expects another midnight. */
function End({ value }: { value: string | null }) {
  return (
    <span className={styles.end}>
      <Ends value={value} />
      {value !== null && <ExactTime value={value} />}
    </span>
  );
}

/** Names the networks that have used a secret since it was replaced. */
function OldUsers({
  secret,
  replacementUsed,
}: Pick<SecretCardProps, 'secret' | 'replacementUsed'>) {
  const t = useMessages();
  const users = usersSinceReplaced(secret);
  return (
    <div className={styles.users} role="status">
      {users.length === 0 ? (
        <p>{t(replacementUsed ? 'nobodyUses' : 'nobodyUsesAny')}</p>
      ) : (
        <>
          <p>
            <strong>{t('stillUsedBy', { count: users.length })}</strong>
          </p>
          <Networks networks={users} />
        </>
      )}
      <p className={styles.live}>{t('live')}</p>
    </div>
  );
}
