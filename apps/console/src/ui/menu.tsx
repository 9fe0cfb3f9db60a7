import { Menu as Base } from '@base-ui/react/menu';
import { Link, type LinkProps } from '@tanstack/react-router';
import type { ComponentType, ReactElement, ReactNode } from 'react';
import { IconButton } from './button.js';
import { classes } from './classes.js';
import { Icon, type IconName } from './icon.js';
import styles from './popup.module.css';
import { useMessages } from './use-messages.js';

interface MenuProps {
  /** The button that opens the menu, such as `<IconButton icon="more" label={…} />`. */
  trigger: ReactElement;
  /** `MenuItem`, `MenuLink`, `MenuCheck` and `MenuSeparator`. */
  children: ReactNode;
}

export function Menu({ trigger, children }: MenuProps) {
  return (
    <Base.Root modal={false}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner sideOffset={4} align="end" collisionPadding={8}>
          <Base.Popup className={styles.popup}>{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

/** The menu of a row of a table. */
export function RowMenu({ name, children }: { name: string; children: ReactNode }) {
  const t = useMessages();
  return (
    <Menu trigger={<IconButton icon="more" label={t('rowActions', { name })} />}>{children}</Menu>
  );
}

interface MenuItemProps {
  onClick: () => void;
  icon?: IconName;
  isDangerous?: boolean;
  isDisabled?: boolean;
  children: ReactNode;
}

export function MenuItem({ onClick, icon, isDangerous, isDisabled, children }: MenuItemProps) {
  return (
    <Base.Item
      className={classes(styles.item, isDangerous && styles.danger)}
      onClick={onClick}
      disabled={isDisabled}
    >
      {icon && <Icon name={icon} />}
      {children}
    </Base.Item>
  );
}

/** A link to a route of the console. */
export function MenuLink({
  icon,
  children,
  ...link
}: LinkProps & { icon?: IconName; children: ReactNode }) {
  return (
    <Base.LinkItem className={styles.item} render={<Link {...link} />} closeOnClick>
      {icon && <Icon name={icon} />}
      {children}
    </Base.LinkItem>
  );
}

/** The place of the mark of a chosen item. */
function Mark({ Indicator }: { Indicator: ComponentType<{ children: ReactNode }> }) {
  return (
    <span className={styles.indicator}>
      <Indicator>
        <Icon name="check" />
      </Indicator>
    </span>
  );
}

interface MenuCheckProps {
  isChecked: boolean;
  onChange: (isChecked: boolean) => void;
  children: ReactNode;
}

/** An item that is on or off; the menu stays open. */
export function MenuCheck({ isChecked, onChange, children }: MenuCheckProps) {
  return (
    <Base.CheckboxItem
      className={styles.item}
      checked={isChecked}
      onCheckedChange={(checked) => onChange(checked)}
    >
      <Mark Indicator={Base.CheckboxItemIndicator} />
      {children}
    </Base.CheckboxItem>
  );
}

interface MenuRadioProps<Value extends string> {
  label: ReactNode;
  value: Value;
  options: readonly (readonly [value: Value, label: ReactNode])[];
  onChange: (value: Value) => void;
}

/** One of some values, in a menu. */
export function MenuRadio<Value extends string>(props: MenuRadioProps<Value>) {
  const { label, value, options, onChange } = props;
  return (
    <Base.RadioGroup value={value} onValueChange={(chosen) => onChange(chosen as Value)}>
      <div className={styles.label}>{label}</div>
      {options.map(([each, text]) => (
        <Base.RadioItem key={each} className={styles.item} value={each} closeOnClick>
          <Mark Indicator={Base.RadioItemIndicator} />
          {text}
        </Base.RadioItem>
      ))}
    </Base.RadioGroup>
  );
}

export function MenuSeparator() {
  return <Base.Separator className={styles.separator} />;
}
