import { Controller } from 'react-hook-form';
import { Combobox, MultiSelect } from './combobox.js';
import type { Option } from './controls.js';
import { Field, type FieldProps } from './field.js';

interface OptionsProps extends FieldProps {
  options: readonly Option[];
  placeholder?: string;
  /** Called with the typed text when the options are searched on the server. */
  onSearch?: (text: string) => void;
}

/** A field for one of many values; its value in the form is a text, empty for none. */
export function ComboboxField({ options, placeholder, onSearch, ...field }: OptionsProps) {
  return (
    <Field {...field}>
      {(attributes) => (
        <Controller
          name={field.name}
          render={({ field: { value, onChange } }) => (
            <Combobox
              {...{ options, attributes, placeholder, onSearch, onChange }}
              value={(value as string | null) ?? ''}
            />
          )}
        />
      )}
    </Field>
  );
}

/** A field for several of many values; its value in the form is a list of texts. */
export function MultiSelectField({ options, placeholder, onSearch, ...field }: OptionsProps) {
  return (
    <Field {...field}>
      {(attributes) => (
        <Controller
          name={field.name}
          render={({ field: { value, onChange } }) => (
            <MultiSelect
              {...{ options, attributes, placeholder, onSearch, onChange }}
              value={(value as string[] | null) ?? []}
            />
          )}
        />
      )}
    </Field>
  );
}
