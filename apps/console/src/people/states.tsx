import { Badge } from '../ui/badge.js';
import type { Person } from './data/person.js';
import type { SignInState } from './data/sign-in.js';
import styles from './people.module.css';
import { useMessages } from './use-messages.js';

/** True when the person can prove who they are, apart from a link. */
export function canSignIn({ hasPassword, passkeys, identities }: SignInState): boolean {
  return hasPassword || passkeys > 0 || identities > 0;
}

/** The states of a person: the right to sign in, and a way to do so. */
export function PersonStates({ person, state }: { person: Person; state?: SignInState }) {
  const t = useMessages();
  const { enabled, confirmed } = person;
  const isNew = state !== undefined && !canSignIn(state);
  return (
    <span className={styles.badges}>
      {enabled ? <Badge tone="good">{t('enabled')}</Badge> : <Badge>{t('disabled')}</Badge>}
      {!confirmed && <Badge tone="warn">{t('unconfirmed')}</Badge>}
      {isNew && state.linkPurpose && <Badge tone="accent">{t('invited')}</Badge>}
      {isNew && !state.linkPurpose && <Badge tone="warn">{t('cannotSignIn')}</Badge>}
    </span>
  );
}
