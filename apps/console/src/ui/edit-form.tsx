import { type ReactNode, useState } from 'react';
import { type DefaultValues, type FieldValues, useForm } from 'react-hook-form';
import { ApiError } from '#client';
import type { Reference } from '../api/names.js';
import { changedValues, type Changes, compareChanges } from '../api/conflict.js';
import { Conflict } from './conflict.js';
import { Form } from './form.js';
import { Gone, isGone } from './gone.js';

/** A resource as a form has it, with the entity tag and the last change with which it was read. */
export interface Current<Values> {
  values: Values;
  etag: string | undefined;
  /** `updatedAt` of the resource. */
  updatedAt: string;
}

interface EditFormProps<Values extends FieldValues> {
  /** The state from which the form starts. Later states of it do not replace the input. */
  current: Current<Values>;
  /** Reads the state again, from the server and not from a cache. */
  read: () => Promise<Current<Values>>;
  /** Sends the changed values with If-Match. */
  save: (changes: Partial<Values>, etag: string | undefined) => Promise<void>;
  /** The resource, whose audit events say who has changed it. */
  subject: Reference;
  /** The names of the fields, for the question which value to keep. */
  labels: Readonly<Record<keyof Values & string, string>>;
  onCancel?: () => void;
  isInDialog?: boolean;
  children: ReactNode;
}

/**
 * Changes a resource with If-Match. When somebody else was faster (412), the form keeps the input,
 * says who changed what, and lets the person choose for each field that both have changed. It keeps the
 * input of a deleted resource (404) too, and says who has deleted it.
 */
export function EditForm<Values extends FieldValues>(props: EditFormProps<Values>) {
  const { read, save, subject, labels, onCancel, isInDialog, children } = props;
  const [base, setBase] = useState(props.current);
  const [changes, setChanges] = useState<Changes & { since: string }>();
  const [isMissing, setMissing] = useState(false);
  const form = useForm<Values>({ defaultValues: base.values as DefaultValues<Values> });
  /** Begins again with the state that the server has now; input since then stays. */
  const begin = async () => {
    const current = await read();
    setBase(current);
    form.reset(current.values, { keepDirtyValues: true });
    return current;
  };
  const send = async (mine: Values) => {
    try {
      await save(changedValues(base.values, mine), base.etag);
      setChanges(undefined);
      form.reset(mine);
      await begin();
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 412) throw error;
      const theirs = await begin();
      const compared = compareChanges(base.values, mine, theirs.values);
      setChanges({ ...compared, since: base.updatedAt });
    }
  };
  const submit = async (mine: Values) => {
    setMissing(false);
    try {
      await send(mine);
    } catch (error) {
      if (!isGone(error)) throw error;
      setMissing(true);
    }
  };
  return (
    <Form form={form} onSubmit={submit} onCancel={onCancel} isInDialog={isInDialog}>
      {isMissing && <Gone subject={subject} hasInput />}
      {changes && !isMissing && (
        <Conflict
          // Another conflict asks again.
          key={changes.since}
          {...{ changes, subject, labels }}
          since={changes.since}
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
