import { type ReactNode, useRef, useState } from 'react';
import { type FieldValues, FormProvider, type UseFormReturn } from 'react-hook-form';
import { Button } from './button.js';
import { showAtFields } from './api-errors.js';
import { classes } from './classes.js';
import styles from './form.module.css';
import { Problem } from './problem.js';
import { UnsavedGuard } from './unsaved-guard.js';
import { useMessages } from './use-messages.js';

interface FormProps<Values extends FieldValues> {
  /** The form of `useForm` of react-hook-form. */
  form: UseFormReturn<Values>;
  /** Sends the values. An error that it throws is shown, at the fields that it is about. */
  onSubmit: (values: Values) => Promise<void>;
  submitLabel?: ReactNode;
  isDangerous?: boolean;
  onCancel?: () => void;
  /** In a dialog, the buttons are at the end. */
  isInDialog?: boolean;
  children: ReactNode;
}

/**
 * A form with its buttons. It keeps the input after an error, and warns before the person leaves a
 * page with input that is not saved.
 */
export function Form<Values extends FieldValues>(props: FormProps<Values>) {
  const { form, onSubmit, onCancel, isInDialog = false, children } = props;
  const { submitLabel, isDangerous = false } = props;
  const t = useMessages();
  const [failure, setFailure] = useState<unknown>();
  const isSaving = useRef(false);
  const { isSubmitting, isDirty } = form.formState;
  const submit = form.handleSubmit(async (values) => {
    setFailure(undefined);
    isSaving.current = true;
    try {
      await onSubmit(values);
    } catch (error) {
      if (!showAtFields(form, error)) setFailure(error);
    } finally {
      isSaving.current = false;
    }
  });
  return (
    <FormProvider {...form}>
      <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
        {children}
        {failure !== undefined && <Problem error={failure} />}
        <div className={classes(styles.acts, isInDialog && styles.end)}>
          {onCancel && <Button onClick={onCancel}>{t('cancel')}</Button>}
          <Button type="submit" kind={isDangerous ? 'danger' : 'primary'} isBusy={isSubmitting}>
            {submitLabel ?? t('save')}
          </Button>
        </div>
      </form>
      <UnsavedGuard isActive={() => isDirty && !isSaving.current} />
    </FormProvider>
  );
}
