import { Combobox as Base } from '@base-ui/react/combobox';
import { useMemo } from 'react';
import type { Option } from './controls.js';
import { classes } from './classes.js';
import styles from './combobox.module.css';
import type { ControlAttributes } from './field.js';
import { Icon } from './icon.js';
import popup from './popup.module.css';
import { useMessages } from './use-messages.js';

/** The properties of a choice of one value, and of a choice of several. */
export interface CommonProps {
  options: readonly Option[];
  /** From `Field`, or at least an id for the label. */
  attributes: Partial<ControlAttributes> & { 'aria-label'?: string };
  placeholder?: string;
  /** Called with the typed text when the options are searched on the server. */
  onSearch?: (text: string) => void;
}

interface ComboboxProps extends CommonProps {
  value: string;
  onChange: (value: string) => void;
}

const labelOf = ({ label }: Option) => label;
/** False when a choice has changed the text. A search for it could lose the choice from the options. */
const isTyped = (reason: string) => reason !== 'item-press' && reason !== 'none';

const isSame = (one: Option, other: Option) => one.value === other.value;

/** One of many values, found by typing. An empty text means none. */
export function Combobox(props: ComboboxProps) {
  const { options, attributes, placeholder, value, onChange, onSearch } = props;
  const t = useMessages();
  // A new object for the same value would make the list begin again, for ever.
  const selected = useMemo(() => optionOf(options, value), [options, value]);
  return (
    <Base.Root
      items={options}
      filter={onSearch ? null : undefined}
      value={selected}
      onValueChange={(option: Option | null) => onChange(option?.value ?? '')}
      onInputValueChange={(text, { reason }) => isTyped(reason) && onSearch?.(text)}
      itemToStringLabel={labelOf}
      isItemEqualToValue={isSame}
    >
      <Base.InputGroup className={styles.box}>
        <Base.Input
          {...attributes}
          className={styles.input}
          placeholder={placeholder ?? t('choose')}
        />
        {value !== '' && (
          <Base.Clear
            className={styles.remove}
            aria-label={t('remove', { name: selected?.label ?? value })}
          >
            <Icon name="close" size={12} />
          </Base.Clear>
        )}
      </Base.InputGroup>
      <Options />
    </Base.Root>
  );
}

/** A value that is not among the options, which may be on another page, is its own label. */
function optionOf(options: readonly Option[], value: string): Option | null {
  if (value === '') return null;
  return options.find((option) => option.value === value) ?? { value, label: value };
}

interface MultiSelectProps extends CommonProps {
  value: readonly string[];
  onChange: (value: string[]) => void;
}

/** Several of many values, found by typing, each shown as a chip. */
export function MultiSelect(props: MultiSelectProps) {
  const { options, attributes, placeholder, value, onChange, onSearch } = props;
  const t = useMessages();
  const selected = useMemo(() => value.map((each) => optionOf(options, each)!), [options, value]);
  return (
    <Base.Root
      multiple
      items={options}
      filter={onSearch ? null : undefined}
      value={selected}
      onValueChange={(chosen: Option[], { reason }) => {
        // Escape closes the list. Pressed again, it would remove all values.
        if (reason !== 'escape-key') onChange(chosen.map((option) => option.value));
      }}
      onInputValueChange={(text, { reason }) => isTyped(reason) && onSearch?.(text)}
      itemToStringLabel={labelOf}
      isItemEqualToValue={isSame}
    >
      <Base.InputGroup className={styles.box}>
        <Base.Chips className={styles.chips}>
          {selected.map((option) => (
            <Chip key={option.value} option={option} />
          ))}
          <Base.Input
            {...attributes}
            className={styles.input}
            placeholder={value.length > 0 ? '' : (placeholder ?? t('choose'))}
          />
        </Base.Chips>
      </Base.InputGroup>
      <Options />
    </Base.Root>
  );
}

function Chip({ option: { label } }: { option: Option }) {
  const t = useMessages();
  return (
    <Base.Chip className={styles.chip} aria-label={label}>
      {label}
      <Base.ChipRemove className={styles.remove} aria-label={t('remove', { name: label })}>
        <Icon name="close" size={12} />
      </Base.ChipRemove>
    </Base.Chip>
  );
}

function Options() {
  const t = useMessages();
  return (
    <Base.Portal>
      <Base.Positioner sideOffset={4} collisionPadding={8}>
        <Base.Popup className={classes(popup.popup, styles.popup)}>
          <Base.Empty className={popup.nothing}>{t('noMatch')}</Base.Empty>
          <Base.List>
            {(option: Option) => (
              <Base.Item key={option.value} value={option} className={popup.item}>
                <span className={popup.indicator}>
                  <Base.ItemIndicator>
                    <Icon name="check" />
                  </Base.ItemIndicator>
                </span>
                {option.label}
              </Base.Item>
            )}
          </Base.List>
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  );
}
