import { useSession } from '../../api/session.js';
import { TextField } from '../../ui/controls.js';
import styles from '../clients.module.css';
import { isLimit, LIMITS, type LimitName, MAX_LIMITS, type OwnLimits } from '../data/limits.js';
import { useMessages } from '../use-messages.js';

/** The names of the limits, in the language of the person. */
export function useLimitLabels(): Readonly<Record<LimitName, string>> {
  const t = useMessages();
  return Object.fromEntries(LIMITS.map((name) => [name, t(name)])) as Record<LimitName, string>;
}

/** Returns the text of a limit, for which 0 means that there is none. */
function useLimitText(): (value: number) => number | string {
  const t = useMessages();
  return (value) => (value === 0 ? t('noLimit') : value);
}

/** The limits of a client beside those that it has otherwise. */
export function LimitFields() {
  const t = useMessages();
  const textOf = useLimitText();
  const { clientLimits } = useSession();
  return (
    <fieldset className={styles.limits}>
      <legend>{t('limits')}</legend>
      <p className={styles.quiet}>{t('limitsLead')}</p>
      {LIMITS.map((name) => (
        <TextField
          key={name}
          name={name}
          type="number"
          min={0}
          max={MAX_LIMITS[name]}
          label={t(name)}
          hint={t('limitDefault', { value: textOf(clientLimits[name]) })}
          rules={{
            validate: (text: string) =>
              isLimit(name, text) || t('limitWrong', { max: MAX_LIMITS[name] }),
          }}
        />
      ))}
    </fieldset>
  );
}

/** The limits that a client has, and the defaults that its own ones override. */
export function LimitList({ own }: { own: OwnLimits | null }) {
  const t = useMessages();
  const textOf = useLimitText();
  const { clientLimits } = useSession();
  return (
    <ul className={styles.facts}>
      {LIMITS.map((name) => {
        const value = textOf(own?.[name] ?? clientLimits[name]);
        const standard = textOf(clientLimits[name]);
        return (
          <li key={name}>
            {own?.[name] === undefined
              ? t('limitShown', { name: t(name), value })
              : t('limitOverridden', { name: t(name), value, standard })}
          </li>
        );
      })}
    </ul>
  );
}
