import { Injectable } from '@nestjs/common';
import { dayText, removableItem } from '../pages/forms.js';
import { html, type Html } from '../pages/html.js';
import { fill } from '../pages/languages.js';
import type { Locale } from '../pages/pages.js';
import { Paths } from '../pages/paths.js';
import type { Passkey } from './passkeys.repository.js';

/** Paths of the sign-in with a passkey. */
export const SIGN_IN = '/sign-in/passkey';
export const REQUEST_OPTIONS = `${SIGN_IN}/options`;

/** Paths of the forms of the account page. */
export const ADD = '/account/passkeys';
export const CREATION_OPTIONS = `${ADD}/options`;
export const REMOVE = `${ADD}/remove`;

/** The parts of pages that are about passkeys. Their forms need the script. */
@Injectable()
export class PasskeyPages {
  constructor(private readonly paths: Paths) {}

  /** The form of the sign-in page. */
  entry({ messages }: Locale, returnTo: string): Html {
    const { paths } = this;
    return html`<form
      method="post"
      action="${paths.link(SIGN_IN)}"
      data-passkey="get"
      data-options="${paths.link(REQUEST_OPTIONS)}"
    >
      <p class="wrong" role="alert" hidden>${messages.passkeyFailed}</p>
      <input type="hidden" name="return_to" value="${returnTo}" />
      <input type="hidden" name="response" />
      <button class="plain">${messages.signInWithPasskey}</button>
      <noscript><p class="quiet">${messages.passkeyNeedsScript}</p></noscript>
    </form>`;
  }

  /** The part of the account page: the passkeys of the person, and a form for a further one. */
  section(locale: Locale, passkeys: readonly Passkey[]): Html {
    const { messages } = locale;
    return html`<section>
      <h2>${messages.passkeys}</h2>
      <p class="quiet">${messages.passkeysText}</p>
      ${
        passkeys.length > 0 &&
        html`<ul class="list">
          ${passkeys.map((each) => this.#item(locale, each))}
        </ul>`
      }
      <form
        method="post"
        action="${this.paths.link(ADD)}"
        class="narrow"
        data-passkey="new"
        data-options="${this.paths.link(CREATION_OPTIONS)}"
      >
        <p class="wrong" role="alert" hidden>${messages.passkeyNotAdded}</p>
        <label for="passkey-name">${messages.passkeyName}</label>
        <input
          id="passkey-name"
          name="name"
          required
          maxlength="60"
          autocomplete="off"
          value="${messages.passkeyDefaultName}"
        />
        <input type="hidden" name="response" />
        <button class="plain">${messages.addPasskey}</button>
        <noscript><p class="quiet">${messages.passkeyNeedsScript}</p></noscript>
      </form>
    </section>`;
  }

  #item({ language, messages }: Locale, { id, name, createdAt }: Passkey): Html {
    return removableItem({
      name,
      note: fill(messages.passkeyAdded, { time: dayText(language, createdAt) }),
      action: this.paths.link(REMOVE),
      fields: { id },
      button: messages.remove,
      label: fill(messages.removePasskeyNamed, { name }),
    });
  }
}
