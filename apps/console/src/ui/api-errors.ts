import type { FieldValues, Path, UseFormReturn } from 'react-hook-form';
import { ApiError, type ErrorObject } from '#client';

/** The name of the field that an error is about, such as `scopes` for `/data/attributes/scopes/2`. */
export function fieldOf({ source }: ErrorObject): string | undefined {
  const [, name] =
    /^\/data\/(?:attributes|relationships)\/([^/]+)/.exec(source?.pointer ?? '') ?? [];
  return name;
}

/**
 * Shows the errors of an answer at the fields that they are about, and focuses the first of these.
 * Returns false when an error is about no field of the form: show the whole error then as well.
 */
export function showAtFields<Values extends FieldValues>(
  form: Pick<UseFormReturn<Values>, 'setError' | 'getValues'>,
  error: unknown,
): boolean {
  if (!(error instanceof ApiError) || error.errors.length === 0) return false;
  const known = form.getValues();
  let isComplete = true;
  let isFirst = true;
  for (const each of error.errors) {
    const name = fieldOf(each);
    if (name === undefined || !Object.hasOwn(known, name)) {
      isComplete = false;
      continue;
    }
    const message = each.detail ?? each.title ?? error.code;
    form.setError(name as Path<Values>, { message }, { shouldFocus: isFirst });
    isFirst = false;
  }
  return isComplete;
}
