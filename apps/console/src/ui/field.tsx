import { type ReactNode, useId } from 'react';
import { useFormContext } from 'react-hook-form';
import styles from './field.module.css';
import { Icon } from './icon.js';
import { useMessages } from './use-messages.js';

export interface FieldProps {
  /** The name of the value in the form, which is that of the attribute in the API. */
  name: string;
  label: ReactNode;
  /** Says what the value is for, its unit, or its allowed maximum. */
  hint?: ReactNode;
  isOptional?: boolean;
}

/** The attributes that connect a control with its label, hint and error. */
export interface ControlAttributes {
  id: string;
  'aria-describedby'?: string;
  'aria-invalid'?: true;
}

interface FrameProps extends FieldProps {
  children: (attributes: ControlAttributes) => ReactNode;
}

/** Returns the attributes of the control of a field, and the message of its error. */
export function useControl({ name, hint }: Pick<FieldProps, 'name' | 'hint'>) {
  const id = useId();
  const { formState, getFieldState } = useFormContext();
  const { error } = getFieldState(name, formState);
  // A list has errors of its members, and one of its own.
  const message = error?.message ?? error?.root?.message;
  const describedBy = [hint && `${id}-hint`, message && `${id}-error`].filter(Boolean).join(' ');
  const attributes: ControlAttributes = {
    id,
    ...(describedBy && { 'aria-describedby': describedBy }),
    ...(message && { 'aria-invalid': true }),
  };
  return { id, message, attributes };
}

/** The label, hint and error around any control of a form. */
export function Field({ name, label, hint, isOptional = false, children }: FrameProps) {
  const t = useMessages();
  const { id, message, attributes } = useControl({ name, hint });
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
        {isOptional && <span className={styles.optional}>{t('optional')}</span>}
      </label>
      {children(attributes)}
      <Remarks id={id} hint={hint} message={message} />
    </div>
  );
}

/** The hint and the error of a control. */
export function Remarks(props: { id: string; hint?: ReactNode; message: string | undefined }) {
  const { id, hint, message } = props;
  return (
    <>
      {hint && (
        <div className={styles.hint} id={`${id}-hint`}>
          {hint}
        </div>
      )}
      {message && (
        <div className={styles.error} id={`${id}-error`}>
          <Icon name="alert" />
          {message}
        </div>
      )}
    </>
  );
}
