import { html, type Html } from './html.js';

interface Field {
  name: string;
  label: string;
  type?: 'text' | 'password';
  autocomplete: string;
  value?: string;
  /** Text below the field. */
  hint?: string;
  /** The name of a person or a company, which begins with a capital letter. */
  isName?: boolean;
  isFocused?: boolean;
  /** Says where the error of the form is read. */
  isWrong?: boolean;
}

/** Id of the message above a form; fields that are wrong refer to it. */
const MESSAGE_ID = 'message';

/** Builds a field with its label. */
export function fieldOf({
  name,
  label,
  type = 'text',
  autocomplete,
  value,
  hint,
  isName,
  isFocused,
  isWrong,
}: Field): Html {
  const described = [isWrong && MESSAGE_ID, hint && `${name}-hint`].filter(Boolean).join(' ');
  const isIdentifier = type === 'text' && !isName;
  return html`<label for="${name}">${label}</label>
    <input
      id="${name}"
      name="${name}"
      type="${type}"
      autocomplete="${autocomplete}"
      value="${value}"
      required${
        isIdentifier && html` autocapitalize="none" spellcheck="false"`
      }${isFocused && html` autofocus`}${isWrong && html` aria-invalid="true"`}${
        described && html` aria-describedby="${described}"`
      }
    />
    ${hint && html`<p class="quiet" id="${name}-hint">${hint}</p>`}`;
}

/** Builds the message above a form, which a screen reader reads first. */
export function messageOf(
  text: string | null | undefined | false,
  kind: 'wrong' | 'good' = 'wrong',
) {
  if (!text) return null;
  return html`<p class="${kind}" id="${MESSAGE_ID}" role="${kind === 'wrong' ? 'alert' : 'status'}">
    ${text}
  </p>`;
}
