import { getMetadataStorage, ValidateBy } from 'class-validator';
import { normalText, type TextKind, textError } from './text.js';

const RULE = 'text';

/** The property is a text of this kind. Other rules check its length. */
export function IsText(kind: TextKind): PropertyDecorator {
  const fault = (value: unknown) =>
    typeof value === 'string' ? textError(kind, value) : 'must be a string';
  return ValidateBy({
    name: RULE,
    validator: {
      validate: (value) => fault(value) === undefined,
      defaultMessage: (at) => `$property ${fault(at?.value) ?? ''}`,
    },
  });
}

/** The members, with the texts of the class in their stored form. */
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
