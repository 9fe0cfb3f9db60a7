import { type KeyboardEvent, useState } from 'react';
import { ALL_SCOPES, type ScopeName } from '../../api/scopes.js';
import type { Combination, Role } from '../data/roles.js';
import { useMessages } from '../use-messages.js';
import { classes } from '../../ui/classes.js';
import field from '../../ui/field.module.css';
import table from '../../ui/table.module.css';
import { type Changes, changedScopes } from './effects.js';
import { lackedScopes } from './grants.js';
import styles from './role-matrix.module.css';
import { RoleHead } from './role-head.js';
import { ScopeCell } from './scope-cell.js';

interface RoleMatrixProps {
  roles: Role[];
  combinations: Combination[] | undefined;
  changes: Changes;
  /** The scopes of the person. */
  held: readonly string[];
  mayWrite: boolean;
  onToggle: (role: Role, scope: string) => void;
}

/** Steps of the arrow keys: rows, columns. */
const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/**
 * Scopes × roles. One cell is in the order of the Tab key; the arrow keys move to the others, and the
 * space bar changes a cell. On narrow screens one role is shown at a time.
 */
export function RoleMatrix(props: RoleMatrixProps) {
  const { roles, combinations, changes, held, mayWrite, onToggle } = props;
  const t = useMessages();
  const [active, setActive] = useState<readonly [number, number]>([0, 0]);
  const [shown, setShown] = useState(roles[0]?.id);
  const isLocked = !mayWrite || lackedScopes(ALL_SCOPES, held).length > 0;
  const move = (event: KeyboardEvent<HTMLElement>) => {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    const row = Math.min(Math.max(active[0] + step[0], 0), ALL_SCOPES.length - 1);
    const column = Math.min(Math.max(active[1] + step[1], 0), roles.length - 1);
    setActive([row, column]);
    event.currentTarget.querySelector<HTMLElement>(`[data-cell="${row} ${column}"]`)?.focus();
  };
  return (
    <div className={table.frame}>
      <label className={styles.chooser}>
        {t('role')}
        <select
          className={field.control}
          value={shown}
          onChange={(event) => setShown(event.target.value)}
        >
          {roles.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <div className={table.scroll}>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- a table that is edited by arrow keys */}
        <table role="grid" className={styles.matrix} aria-label={t('matrix')} onKeyDown={move}>
          <thead>
            <tr>
              <th scope="col">{t('scope')}</th>
              {roles.map((role) => (
                <th
                  key={role.id}
                  scope="col"
                  className={classes(role.id !== shown && styles.other)}
                >
                  <RoleHead {...{ role, combinations, mayWrite }} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {ALL_SCOPES.map((scope, row) => (
              <tr key={scope} className={classes(isFirstOfNoun(row) && styles.first)}>
                <th scope="row">
                  <code>{scope}</code>
                  <span className={styles.words}>{t(scope)}</span>
                </th>
                {roles.map((role, column) => (
                  <td key={role.id} className={classes(role.id !== shown && styles.other)}>
                    <ScopeCell
                      role={role}
                      scope={scope}
                      isOn={changedScopes(role, changes).includes(scope)}
                      isChanged={changes[role.id]?.[scope] !== undefined}
                      reason={reasonOf({ role, scope, held, mayWrite })}
                      isActive={active[0] === row && active[1] === column}
                      position={`${row} ${column}`}
                      onFocus={() => setActive([row, column])}
                      onToggle={() => onToggle(role, scope)}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {isLocked && <p className={styles.legend}>{t(mayWrite ? 'locked' : 'readOnly')}</p>}
    </div>
  );
}

const nounOf = (scope: ScopeName | undefined) => scope?.split(':')[0];

/** True for the first scope of a kind of resource, which has a line above it. */
function isFirstOfNoun(row: number): boolean {
  return row > 0 && nounOf(ALL_SCOPES[row]) !== nounOf(ALL_SCOPES[row - 1]);
}

interface Cell {
  role: Role;
  scope: string;
  held: readonly string[];
  mayWrite: boolean;
}

/** The reason why a cell cannot be changed. */
export type LockReason = 'readOnly' | 'scopeLacked' | 'roleLacked';

/** A change of a role needs all of its scopes, and those that it gets. */
function reasonOf({ role, scope, held, mayWrite }: Cell): LockReason | undefined {
  if (!mayWrite) return 'readOnly';
  if (lackedScopes([scope], held).length > 0) return 'scopeLacked';
  return lackedScopes(role.scopes, held).length > 0 ? 'roleLacked' : undefined;
}
