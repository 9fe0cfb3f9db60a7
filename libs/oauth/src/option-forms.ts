import type { OAuthOptions } from './oauth.options.js';

/** A form that an option must have, and the end of the sentence "… must be" for it. */
interface Form {
  text: string;
  isOf: (value: unknown) => boolean;
}

const FUNCTION: Form = { text: 'a function', isOf: (value) => typeof value === 'function' };

const isText = (value: unknown) => typeof value === 'string';

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isListOf = (value: unknown, isMember: (member: unknown) => boolean) =>
  Array.isArray(value) && value.every(isMember);

/** The forms of options that config.yml does not have. */
const FORMS: { readonly [Name in keyof OAuthOptions]?: Form } = {
  onTokenIssued: FUNCTION,
  onAuthenticationFailed: FUNCTION,
  migrate: { text: 'true or false', isOf: (value) => typeof value === 'boolean' },
  roles: {
    text: 'an object from roles to lists of scopes',
    isOf: (value) => isObject(value) && Object.values(value).every((of) => isListOf(of, isText)),
  },
  peers: {
    text: 'a list of objects with a name and an audience',
    isOf: (value) =>
      isListOf(value, (peer) => {
        const { name, audience } = Object(peer) as Record<string, unknown>;
        return isText(name) && isText(audience);
      }),
  },
};

/** @throws Error for an option of another form, which would fail at a request */
export function requireForms(options: OAuthOptions): void {
  for (const [name, { text, isOf }] of Object.entries(FORMS)) {
    const value: unknown = options[name as keyof OAuthOptions];
    if (value !== undefined && !isOf(value)) {
      throw new Error(`${name} of OAuthModule must be ${text}`);
    }
  }
}
