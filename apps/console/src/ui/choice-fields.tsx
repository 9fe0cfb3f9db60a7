import type { ReactNode } from 'react';
import { Controller } from 'react-hook-form';
import { Combobox, type CommonProps, MultiSelect } from './combobox.js';
import { Field, type FieldProps } from './field.js';

type OptionsProps = FieldProps & Omit<CommonProps, 'attributes'>;

/** A field for one of many values; its value in the form is a text, empty for none. */
export const ComboboxField = (props: OptionsProps) => (
  <OptionsField {...props} control={Combobox} empty="" />
);

/** A field for several of many values; its value in the form is a list of texts. */
export const MultiSelectField = (props: OptionsProps) => (
  <OptionsField {...props} control={MultiSelect} empty={NONE} />
);

const NONE: readonly string[] = [];

interface ControlProps<Value> extends CommonProps {
  value: Value;
  onChange: (value: Value) => void;
}

interface OptionsFieldProps<Value> extends OptionsProps {
  control: (props: ControlProps<Value>) => ReactNode;
  /** The value of a field without one. */
  empty: Value;
}

function OptionsField<Value>(props: OptionsFieldProps<Value>) {
  const { control: Control, empty, options, placeholder, onSearch, ...field } = props;
  return (
    <Field {...field}>
      {(attributes) => (
        <Controller
          name={field.name}
          render={({ field: { value, onChange } }) => (
            <Control
              {...{ options, attributes, placeholder, onSearch, onChange }}
              value={(value as Value | null) ?? empty}
            />
          )}
        />
      )}
    </Field>
  );
}
