import { validateSync } from 'class-validator';
import { withNormalTexts } from '#text';
import { ClientAdministrationError } from './client-administration.error.js';

/**
 * What came from outside, as one of the classes of attributes; with every fault
 * of it when it is none. Unknown members are faults. What is undefined counts as
 * left out. Texts are in the form in which they are stored.
 *
 * @throws ClientAdministrationError `validation_failed`
 */
export function validAttributes<Attributes extends object>(
  type: new () => Attributes,
  plain: object,
): Attributes {
  const said = Object.entries(plain).filter(([, value]) => value !== undefined);
  const members = withNormalTexts(type, Object.fromEntries(said));
  const attributes = Object.assign(new type(), members);
  const errors = validateSync(attributes, {
    whitelist: true,
    forbidNonWhitelisted: true,
    stopAtFirstError: true,
    validationError: { target: false, value: false },
  });
  const faults = errors.flatMap(({ property, constraints = {} }) =>
    Object.values(constraints).map((message) => ({ attribute: property, message })),
  );
  if (faults.length === 0) return attributes;
  throw new ClientAdministrationError(
    'validation_failed',
    faults.map(({ message }) => message).join('; '),
    `/data/attributes/${faults[0]!.attribute}`,
    faults,
  );
}
