import type { Type } from '@nestjs/common';
import { getMetadataStorage, type ValidationError } from 'class-validator';
import { validationError } from './attribute-errors.js';
import type { ErrorObject } from '../errors/json-api.error.js';
import { pointerTo } from '../errors/json-pointer.js';

const LENGTH_RULES = new Set(['isLength', 'maxLength']);

/**
 * Returns an error for each text that exceeds a `Length` or `MaxLength` of the class, counted in
 * code points, as PostgreSQL and JSON Schema count. class-validator counts a character and its
 * variation selector as one, and so allows twice the length of a column.
 */
export function lengthErrors(attributesClass: Type, attributes: object): ErrorObject[] {
  const rules = getMetadataStorage().getTargetValidationMetadatas(
    attributesClass,
    '',
    false,
    false,
  );
  return rules
    .filter(({ name = '', each }) => LENGTH_RULES.has(name) && !each)
    .flatMap(({ propertyName, constraints }) => {
      const max: unknown = constraints.at(-1);
      const value = (attributes as Record<string, unknown>)[propertyName];
      if (typeof value !== 'string' || typeof max !== 'number') return [];
      if (Array.from(value).length <= max) return [];
      const detail = `${propertyName} must have at most ${max} code points`;
      return [validationError(propertyName, detail)];
    });
}

/** Returns one error object for each property, nested ones included. */
export function renderValidationError(
  { property, constraints, children }: ValidationError,
  path: string,
): ErrorObject[] {
  const own = constraints
    ? [validationError(property, Object.values(constraints).join('; '), path)]
    : [];
  return [
    ...own,
    ...(children ?? []).flatMap((child) => renderValidationError(child, pointerTo(path, property))),
  ];
}
