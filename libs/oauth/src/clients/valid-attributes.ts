import { validateSync } from 'class-validator';
import { ClientRefused } from './client-refused.js';

/**
 * What came from outside, as one of the classes of attributes; with every fault
 * of it when it is none. Unknown members are faults. What is undefined counts as
 * left out.
 *
 * @throws ClientRefused `validation_failed`
 */
export function validAttributes<Attributes extends object>(
  type: new () => Attributes,
  plain: object,
): Attributes {
  const said = Object.entries(plain).filter(([, value]) => value !== undefined);
  const attributes = Object.assign(new type(), Object.fromEntries(said));
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
  throw new ClientRefused(
    'validation_failed',
    faults.map(({ message }) => message).join('; '),
    `/data/attributes/${faults[0]!.attribute}`,
    faults,
  );
}
