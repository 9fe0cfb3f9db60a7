import { type ReactNode, useEffect, useState } from 'react';
import type { ListState } from '../routing/list-state.js';
import { Button, IconButton } from './button.js';
import { classes } from './classes.js';
import field from './field.module.css';
import styles from './list-bar.module.css';
import { Menu, MenuCheck } from './menu.js';
import type { Column } from './table-columns.js';
import { useMessages } from './use-messages.js';

/** Milliseconds after the last key, after which the list searches. */
const PAUSE_MS = 250;

interface SearchBoxProps {
  /** Names the texts that are searched, such as "Name, description or id". */
  label: string;
  value: string | undefined;
  onChange: (change: { q: string | undefined }) => void;
}

/** Searches a list while the person types. */
export function SearchBox({ label, value = '', onChange }: SearchBoxProps) {
  const [text, setText] = useState(value);
  const [known, setKnown] = useState(value);
  if (known !== value) {
    setKnown(value);
    setText(value);
  }
  useEffect(() => {
    if (text === value) return undefined;
    const timer = setTimeout(() => onChange({ q: text.trim() || undefined }), PAUSE_MS);
    return () => clearTimeout(timer);
  });
  return (
    <input
      type="search"
      className={classes(field.control, styles.search)}
      aria-label={label}
      placeholder={label}
      value={text}
      onChange={(event) => setText(event.target.value)}
    />
  );
}

interface FilterSelectProps {
  label: string;
  value: string | undefined;
  /** The values with their labels. The first entry of the list means no filter. */
  options: readonly (readonly [value: string, label: string])[];
  anyLabel: string;
  onChange: (value: string | undefined) => void;
}

/** A filter with a few values. */
export function FilterSelect({ label, value, options, anyLabel, onChange }: FilterSelectProps) {
  return (
    <select
      className={classes(field.control, styles.filter, value !== undefined && styles.set)}
      aria-label={label}
      value={value ?? ''}
      onChange={(event) => onChange(event.target.value || undefined)}
    >
      <option value="">{anyLabel}</option>
      {options.map(([each, text]) => (
        <option key={each} value={each}>
          {text}
        </option>
      ))}
    </select>
  );
}

interface ColumnsMenuProps<Row> {
  columns: readonly Column<Row>[];
  state: ListState;
  onChange: (change: ListState) => void;
}

/** Shows and hides columns. */
export function ColumnsMenu<Row>({ columns, state, onChange }: ColumnsMenuProps<Row>) {
  const t = useMessages();
  const { hidden = [] } = state;
  const toggle = (id: string) => {
    const others = hidden.filter((each) => each !== id);
    const changed = hidden.includes(id) ? others : [...hidden, id];
    onChange({ hidden: changed.length > 0 ? changed : undefined });
  };
  return (
    <Menu trigger={<IconButton icon="columns" label={t('columns')} />}>
      {columns
        .filter(({ isPrimary }) => !isPrimary)
        .map(({ id, header, isHiddenFirst = false }) => (
          <MenuCheck
            key={id}
            isChecked={hidden.includes(id) === isHiddenFirst}
            onChange={() => toggle(id)}
          >
            {header}
          </MenuCheck>
        ))}
    </Menu>
  );
}

/** Removes all filters; shown while there is one. */
export function ClearFilters({ isShown, onClear }: { isShown: boolean; onClear: () => void }) {
  const t = useMessages();
  if (!isShown) return null;
  return (
    <Button kind="quiet" icon="close" onClick={onClear}>
      {t('clearFilters')}
    </Button>
  );
}

/** Takes the space between filters and buttons. */
export function Grow({ children }: { children?: ReactNode }) {
  return <span className={styles.grow}>{children}</span>;
}
