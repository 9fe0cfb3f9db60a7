import { createLink } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import styles from './button.module.css';
import { classes } from './classes.js';
import { Icon, type IconName } from './icon.js';

interface Look {
  /** The main act of a screen, an act that destroys something, or one that needs no frame. */
  kind?: 'primary' | 'danger' | 'quiet';
  isSmall?: boolean;
  icon?: IconName;
}

function classOf({ kind, isSmall, className }: Look & { className?: string }): string {
  return classes(styles.button, kind && styles[kind], isSmall && styles.small, className);
}

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement>, Look {
  /** True while the act runs: the button stays focused, and another click does nothing. */
  isBusy?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

/** A button; `type="button"` unless it says otherwise. */
export function Button({ kind, isSmall, icon, isBusy = false, children, ...props }: ButtonProps) {
  const { className, onClick, type = 'button', ...others } = props;
  return (
    <button
      {...others}
      // oxlint-disable-next-line react/button-has-type -- always set: `button` unless the caller says otherwise
      type={type}
      className={classOf({ kind, isSmall, className })}
      aria-disabled={isBusy || undefined}
      aria-busy={isBusy || undefined}
      onClick={isBusy ? (event) => event.preventDefault() : onClick}
    >
      {isBusy ? <span className={styles.spinner} /> : icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

interface IconButtonProps extends Omit<ButtonProps, 'children' | 'aria-label' | 'icon'> {
  icon: IconName;
  /** Says what the button does; screen readers read it, and it appears on hover. */
  label: string;
}

/** A button that shows only an icon. */
export function IconButton({ label, className, ...props }: IconButtonProps) {
  return (
    <Button
      kind="quiet"
      {...props}
      className={classes(styles.icon, className)}
      aria-label={label}
      title={label}
    />
  );
}

interface LinkLookProps extends AnchorHTMLAttributes<HTMLAnchorElement>, Look {
  children?: ReactNode;
  ref?: Ref<HTMLAnchorElement>;
}

function LinkLook({ kind, isSmall, icon, className, children, ...props }: LinkLookProps) {
  return (
    <a {...props} className={classOf({ kind, isSmall, className })}>
      {icon && <Icon name={icon} />}
      {children}
    </a>
  );
}

/** A link that looks like a button, to a route of the console: `<ButtonLink to="/clients/new">`. */
export const ButtonLink = createLink(LinkLook);
