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

/** A button beside an item of a list, which ends or removes it. */
interface ItemForm {
  /** The address of the form, and its hidden fields. */
  action: string;
  fields: Readonly<Record<string, string>>;
  /** The text of the button, and its longer one for screen readers. */
  button: string;
  label: string;
}

/** Builds the form of an item. */
export function itemForm({ action, fields, button, label }: ItemForm): Html {
  return html`<form method="post" action="${action}">
    ${Object.entries(fields).map(
      ([field, value]) => html`<input type="hidden" name="${field}" value="${value}" />`,
    )}
    <button class="plain" aria-label="${label}">${button}</button>
  </form>`;
}

/** An item of a list that its owner can remove. */
interface Removable extends ItemForm {
  name: string;
  /** Quiet text beside the name. */
  note: string;
}

/** Builds an item of a list with a button that removes it. */
export function removableItem({ name, note, ...form }: Removable): Html {
  return html`<li>
    <p><strong>${name}</strong> <span class="quiet">${note}</span></p>
    ${itemForm(form)}
  </li>`;
}

/** Returns a day in the language of a page; in UTC, because the zone of the browser is unknown. */
export function dayText(language: string, unixTime: number): string {
  return new Date(unixTime * 1000).toLocaleDateString(language, { timeZone: 'UTC' });
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
