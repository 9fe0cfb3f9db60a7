import { html, type Html } from './html.js';
import { fill } from './languages.js';
import type { Messages } from './messages/en.js';

interface Field {
  name: string;
  label: string;
  type?: 'text' | 'password';
  autocomplete: string;
  value?: string;
  /** Text below the field. */
  hint?: string;
  isFocused?: boolean;
  /** Says where the error of the form is read. */
  isWrong?: boolean;
}

/** Id of the message above a form; fields that are wrong refer to it. */
const MESSAGE_ID = 'message';

/** Builds a field with its label. */
export function fieldOf(field: Field): Html {
  const { name, label, type = 'text', autocomplete, value, hint, isFocused, isWrong } = field;
  const described = [isWrong && MESSAGE_ID, hint && `${name}-hint`].filter(Boolean).join(' ');
  const isName = type === 'text';
  return html`<label for="${name}">${label}</label>
    <input
      id="${name}"
      name="${name}"
      type="${type}"
      autocomplete="${autocomplete}"
      value="${value}"
      required${
        isName && html` autocapitalize="none" spellcheck="false"`
      }${isFocused && html` autofocus`}${isWrong && html` aria-invalid="true"`}${
        described && html` aria-describedby="${described}"`
      }
    />
    ${hint && html`<p class="quiet" id="${name}-hint">${hint}</p>`}`;
}

/** Builds the message above a form, which a screen reader reads first. */
export function messageOf(text: string | null | undefined, kind: 'wrong' | 'good' = 'wrong') {
  if (!text) return null;
  return html`<p class="${kind}" id="${MESSAGE_ID}" role="${kind === 'wrong' ? 'alert' : 'status'}">
    ${text}
  </p>`;
}

/** The limits of a password in a message. */
interface Lengths {
  min: number;
  max: number;
}

/** Builds the two fields of a new password, with its rules. */
export function newPasswordFields(messages: Messages, { min }: Lengths, isWrong: boolean): Html {
  return html`${fieldOf({
    name: 'password',
    label: messages.newPassword,
    type: 'password',
    autocomplete: 'new-password',
    hint: fill(messages.passwordRules, { min }),
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

/** Returns the message of a rejected password. */
export function problemText(
  messages: Messages,
  problem: 'short' | 'long' | 'common' | 'different',
  lengths: Lengths,
): string {
  const texts = {
    short: messages.passwordTooShort,
    long: messages.passwordTooLong,
    common: messages.passwordTooCommon,
    different: messages.passwordsDiffer,
  };
  return fill(texts[problem], { ...lengths });
}
