import { validateSync } from 'class-validator';
import { withNormalTexts } from '#text';
import { ClientAdministrationError } from './client-administration.error.js';

/**
 * Validates foreign input as one of the classes of attributes. Unknown members are rejected, and
 * undefined ones count as left out. Texts are converted to the form in which they are stored.
 *
 * @throws ClientAdministrationError `validation_failed` with all problems
 */
export function validAttributes<Attributes extends object>(
  type: new () => Attributes,
  plain: object,
): Attributes {
  const given = Object.entries(plain).filter(([, value]) => value !== undefined);
  const members = withNormalTexts(type, Object.fromEntries(given));
  const attributes = Object.assign(new type(), members);
  const errors = validateSync(attributes, {
    whitelist: true,
    forbidNonWhitelisted: true,
    stopAtFirstError: true,
    validationError: { target: false, value: false },
  });
  const problems = errors.flatMap(({ property, constraints = {} }) =>
    Object.values(constraints).map((message) => ({ attribute: property, message })),
  );
  if (problems.length === 0) return attributes;
  throw new ClientAdministrationError(
    'validation_failed',
    problems.map(({ message }) => message).join('; '),
    `/data/attributes/${problems[0]!.attribute}`,
    problems,
  );
}
