import { fieldOf } from '../pages/forms.js';
import { html, type Html } from '../pages/html.js';
import { fill } from '../pages/languages.js';
import type { Messages } from '../pages/messages/en.js';
import { field } from '../pages/visit.js';
import type { TypedPassword } from '../passwords/new-passwords.js';
import { MAX_LENGTH, MIN_LENGTH, type PasswordProblem } from '../passwords/password-rules.js';

/** The limits of a password in a message. */
const LENGTHS = { min: MIN_LENGTH, max: MAX_LENGTH };

/** Builds the hidden name of the person, with which a password manager stores a new password. */
export function hiddenUsername(messages: Messages, email: string): Html {
  return html`<input
    type="text"
    name="username"
    autocomplete="username"
    aria-label="${messages.email}"
    value="${email}"
    readonly
    hidden
  />`;
}

/** Builds the two fields of a new password, with its rules. */
export function newPasswordFields(messages: Messages, isWrong: boolean): Html {
  return html`${fieldOf({
    name: 'password',
    label: messages.newPassword,
    type: 'password',
    autocomplete: 'new-password',
    hint: fill(messages.passwordRules, LENGTHS),
    isWrong,
  })}
  ${fieldOf({
    name: 'repeated',
    label: messages.repeatPassword,
    type: 'password',
    autocomplete: 'new-password',
    isWrong,
  })}`;
}

/** Reads the two fields of a new password. */
export function typedPassword(form: unknown): TypedPassword {
  return { password: field(form, 'password') ?? '', repeated: field(form, 'repeated') ?? '' };
}

/** Returns the message of a rejected password. */
export function problemText(messages: Messages, problem: PasswordProblem | 'different'): string {
  const texts = {
    short: messages.passwordTooShort,
    long: messages.passwordTooLong,
    common: messages.passwordTooCommon,
    different: messages.passwordsDiffer,
  };
  return fill(texts[problem], LENGTHS);
}
