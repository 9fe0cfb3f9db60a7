import {
  type InputHTMLAttributes,
  type ReactNode,
  type TextareaHTMLAttributes,
  useId,
} from 'react';
import { type RegisterOptions, useFormContext } from 'react-hook-form';
import { classes } from './classes.js';
import { Field, type FieldProps, Remarks, useControl } from './field.js';
import styles from './field.module.css';

interface Rules {
  /** Checks of react-hook-form, such as `{ required: t('nameMissing') }`. */
  rules?: RegisterOptions;
}

interface Mono {
  /** True for texts of machines, such as addresses and ids. */
  isMono?: boolean;
}

type InputProps = FieldProps & Rules & Mono & Omit<InputHTMLAttributes<HTMLInputElement>, 'name'>;

/** Returns the properties of the field of a text, and those of the element in which people type it. */
function useText<Props extends FieldProps & Rules & Mono>(props: Props) {
  const { name, label, hint, isOptional, rules, isMono, ...others } = props;
  const { register } = useFormContext();
  const className = classes(styles.control, isMono && styles.mono);
  return {
    field: { name, label, hint, isOptional },
    typed: { ...others, ...register(name, rules), className },
  };
}

/** One line of text, or with `type` a number, an address, a time. Numbers stay texts in the form. */
export function TextField(props: InputProps) {
  const { field, typed } = useText(props);
  return (
    <Field {...field}>
      {(attributes) => <input autoComplete="off" spellCheck={false} {...typed} {...attributes} />}
    </Field>
  );
}

type AreaProps = FieldProps &
  Rules &
  Mono &
  Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'name'>;

/** Several lines of text. */
export function TextArea(props: AreaProps) {
  const { field, typed } = useText(props);
  return (
    <Field {...field}>
      {(attributes) => <textarea spellCheck={!props.isMono} {...typed} {...attributes} />}
    </Field>
  );
}

/** One of some values, in a list that opens. */
export interface Option {
  value: string;
  label: string;
  /** A second line, for choices that are all visible. */
  hint?: ReactNode;
}

/** One of a few values, in the list of the browser. For many values, use `ComboboxField`. */
export function SelectField(props: FieldProps & Rules & { options: readonly Option[] }) {
  const { name, label, hint, isOptional, rules, options } = props;
  const { register } = useFormContext();
  return (
    <Field {...{ name, label, hint, isOptional }}>
      {(attributes) => (
        <select {...attributes} {...register(name, rules)} className={styles.control}>
          {options.map(({ value, label: text }) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** Yes or no. */
export function CheckboxField({ name, label, hint }: FieldProps) {
  const { register } = useFormContext();
  const { id, message, attributes } = useControl({ name, hint });
  return (
    <div className={styles.check}>
      <input type="checkbox" {...attributes} {...register(name)} />
      <label htmlFor={id}>{label}</label>
      <Remarks id={id} hint={hint} message={message} />
    </div>
  );
}

/** One of a few values, all visible, each with an explanation: presets, modes. */
export function ChoiceField(props: FieldProps & Rules & { options: readonly Option[] }) {
  const { name, label, hint, rules, options } = props;
  const { register } = useFormContext();
  const { id, message, attributes } = useControl({ name, hint });
  const group = useId();
  return (
    <fieldset className={styles.field} aria-describedby={attributes['aria-describedby']}>
      <legend className={styles.label}>{label}</legend>
      <div className={styles.choices}>
        {options.map((option) => (
          <label key={option.value} className={styles.choice} htmlFor={`${group}${option.value}`}>
            <input
              type="radio"
              id={`${group}${option.value}`}
              value={option.value}
              {...register(name, rules)}
            />
            <span>{option.label}</span>
            {option.hint && <small>{option.hint}</small>}
          </label>
        ))}
      </div>
      <Remarks id={id} hint={hint} message={message} />
    </fieldset>
  );
}
