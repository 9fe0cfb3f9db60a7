import { getMetadataStorage, ValidateBy } from 'class-validator';
import { normalText, type TextKind, textError } from './text.js';

const RULE = 'text';

/** Requires that the property is a text of this kind. Other rules check its length. */
export function IsText(kind: TextKind): PropertyDecorator {
  const errorOf = (value: unknown) =>
    typeof value === 'string' ? textError(kind, value) : 'must be a string';
  return ValidateBy({
    name: RULE,
    validator: {
      validate: (value) => errorOf(value) === undefined,
      defaultMessage: (at) => `$property ${errorOf(at?.value) ?? ''}`,
    },
  });
}

/** Returns the members, with the texts of the class in the form in which they are stored. */
export function withNormalTexts(
  type: new () => object,
  members: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const texts = new Set(
    getMetadataStorage()
      .getTargetValidationMetadatas(type, '', false, false)
      .filter(({ name }) => name === RULE)
      .map(({ propertyName }) => propertyName),
  );
  return Object.fromEntries(
    Object.entries(members).map(([name, value]) => [
      name,
      typeof value === 'string' && texts.has(name) ? normalText(value) : value,
    ]),
  );
}
