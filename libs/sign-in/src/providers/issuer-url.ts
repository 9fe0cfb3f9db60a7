import { ValidateBy } from 'class-validator';

/** Characters of an issuer. */
const MAX_LENGTH = 500;

/** Requires the issuer of an OpenID provider. */
export const IsIssuerUrl = () =>
  ValidateBy({
    name: 'issuerUrl',
    validator: {
      validate: isIssuerUrl,
      defaultMessage: () =>
        '$property must be the issuer of the provider: an https URL of at most ' +
        `${MAX_LENGTH} characters, without user, query and fragment`,
    },
  });

/**
 * True for a text that can be the issuer of a provider (OpenID Connect Core §2). `http` is for
 * development: requests fail unless `signIn.providers.allowHttp` is set.
 */
export function isIssuerUrl(text: unknown): boolean {
  if (typeof text !== 'string' || text.length > MAX_LENGTH) return false;
  if (!/^https?:\/\/[\x21-\x7e]+$/.test(text) || /[?#\\@]/.test(text) || !URL.canParse(text)) {
    return false;
  }
  const { href } = new URL(text);
  return href === text || href === `${text}/`;
}
