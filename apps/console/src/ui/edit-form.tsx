import { type ReactNode, useState } from 'react';
import { type DefaultValues, type FieldValues, useForm } from 'react-hook-form';
import { ApiError } from '#client';
import { changedValues, type Changes, compareChanges } from '../api/conflict.js';
import { Conflict } from './conflict.js';
import { Form } from './form.js';

/** A resource as a form has it, with the entity tag under which it was read. */
export interface Current<Values> {
  values: Values;
  etag: string | undefined;
}

interface EditFormProps<Values extends FieldValues> {
  /** The state from which the form starts. Later states of it do not replace the input. */
  current: Current<Values>;
  /** Reads the state again, from the server and not from a cache. */
  read: () => Promise<Current<Values>>;
  /** Sends the changed values with If-Match. */
  save: (changes: Partial<Values>, etag: string | undefined) => Promise<void>;
  /** The resource, whose audit events say who has changed it. */
  subject: { type: string; id: string };
  /** The names of the fields, for the question which value to keep. */
  labels: Readonly<Record<keyof Values & string, string>>;
  onCancel?: () => void;
  isInDialog?: boolean;
  children: ReactNode;
}

/**
 * Changes a resource with If-Match. When somebody else was faster (412), the form keeps the input,
 * says who changed what, and lets the person choose for each field that both have changed.
 */
export function EditForm<Values extends FieldValues>(props: EditFormProps<Values>) {
  const { read, save, subject, labels, onCancel, isInDialog, children } = props;
  const [base, setBase] = useState(props.current);
  const [changes, setChanges] = useState<Changes>();
  const form = useForm<Values>({ defaultValues: base.values as DefaultValues<Values> });
  /** Begins again with the state that the server has now; input since then stays. */
  const begin = async () => {
    const current = await read();
    setBase(current);
    form.reset(current.values, { keepDirtyValues: true });
    return current;
  };
  const submit = async (mine: Values) => {
    try {
      await save(changedValues(base.values, mine), base.etag);
      setChanges(undefined);
      form.reset(mine);
      await begin();
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 412) throw error;
      const theirs = await begin();
      setChanges(compareChanges(base.values, mine, theirs.values));
    }
  };
  return (
    <Form form={form} onSubmit={submit} onCancel={onCancel} isInDialog={isInDialog}>
      {changes && (
        <Conflict
          {...{ changes, subject, labels }}
          mine={form.getValues()}
          theirs={base.values}
          onChoose={(name, value) =>
            form.setValue(name as never, value as never, { shouldDirty: true })
          }
        />
      )}
      {children}
    </Form>
  );
}
