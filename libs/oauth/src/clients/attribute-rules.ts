import { ArrayUnique, isRFC3339, ValidateBy, ValidateIf } from 'class-validator';
import { readNetwork } from '../network.js';

export const IsNetwork = () =>
  ValidateBy(
    {
      name: 'network',
      validator: {
        validate: (value) => typeof value === 'string' && readNetwork(value) !== null,
        defaultMessage: () =>
          'each value in allowedNetworks must be an IP address or a CIDR range such as 10.0.0.0/8, without bits beyond its prefix',
      },
    },
    { each: true },
  );

/**
 * Accepts an RFC 3339 time that exists. A leap second has the right form and is rejected. The
 * year in UTC is from 1 to 9999, because the server could not write another one in this form.
 */
export const IsTime = () =>
  ValidateBy({
    name: 'time',
    validator: {
      validate: (value) => isRFC3339(value) && hasFourDigitYear(new Date(value)),
      defaultMessage: () => '$property must be RFC 3339 date',
    },
  });

function hasFourDigitYear(time: Date): boolean {
  const year = time.getUTCFullYear();
  return year >= 1 && year <= 9999;
}

export const IsUnique = () =>
  ArrayUnique({ message: '$property must not have the same value twice' });

/** Allows a missing attribute but not null, which its column cannot hold. */
export const IsOmittable = () => ValidateIf((_, value) => value !== undefined);
