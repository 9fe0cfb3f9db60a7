import type { ScopeName } from '../../api/scopes.js';
import { classes } from '../../ui/classes.js';
import { Icon } from '../../ui/icon.js';
import type { Role } from '../data/roles.js';
import { useMessages } from '../use-messages.js';
import type { LockReason } from './role-matrix.js';
import styles from './role-matrix.module.css';

interface ScopeCellProps {
  role: Role;
  scope: ScopeName;
  isOn: boolean;
  /** True while the cell differs from the saved role. */
  isChanged: boolean;
  /** Why the cell cannot be changed; undefined when it can. */
  reason: LockReason | undefined;
  /** True for the one cell in the order of the Tab key. */
  isActive: boolean;
  position: string;
  onFocus: () => void;
  onToggle: () => void;
}

/** One scope of one role: a checkbox or, where the person may not change it, a mark with the reason. */
export function ScopeCell(props: ScopeCellProps) {
  const { role, scope, isOn, isChanged, reason, isActive, position, onFocus, onToggle } = props;
  const t = useMessages();
  const common = { 'data-cell': position, tabIndex: isActive ? 0 : -1, onFocus };
  const name = `${role.name}, ${scope}`;
  if (reason) {
    const state = t(isOn ? 'yes' : 'no');
    const why = t(reason, { role: role.name, scope });
    return (
      <span
        {...common}
        role="img"
        className={styles.mark}
        aria-label={`${name}: ${state}. ${why}`}
        title={why}
      >
        {isOn ? <Icon name="check" /> : '–'}
      </span>
    );
  }
  return (
    <label className={classes(styles.cell, isChanged && styles.changed)}>
      <input
        type="checkbox"
        {...common}
        aria-label={isChanged ? `${name}, ${t('notSaved')}` : name}
        checked={isOn}
        onChange={onToggle}
      />
    </label>
  );
}
