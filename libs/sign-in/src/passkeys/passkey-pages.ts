import { Injectable } from '@nestjs/common';
import { messageOf } from '../pages/forms.js';
import { html, type Html } from '../pages/html.js';
import { fill } from '../pages/languages.js';
import { type Answer, type Locale, Pages } from '../pages/pages.js';
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
  constructor(
    private readonly pages: Pages,
    private readonly paths: Paths,
  ) {}

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

  /** Says that a passkey was not accepted, and leads back. */
  failed(locale: Locale, { message, path }: { message: string; path: string }): Answer {
    const { messages } = locale;
    return this.pages.page(locale, {
      title: messages.error,
      status: 403,
      body: html`<section>
        <h1>${messages.error}</h1>
        ${messageOf(message)}
        <a class="button" href="${this.paths.link(path)}">${messages.continue}</a>
      </section>`,
    });
  }

  #item({ language, messages }: Locale, { id, name, createdAt }: Passkey): Html {
    const time = new Date(createdAt * 1000).toLocaleDateString(language, { timeZone: 'UTC' });
    return html`<li>
      <p>
        <strong>${name}</strong>
        <span class="quiet">${fill(messages.passkeyAdded, { time })}</span>
      </p>
      <form method="post" action="${this.paths.link(REMOVE)}">
        <input type="hidden" name="id" value="${id}" />
        <button class="plain" aria-label="${fill(messages.removePasskeyNamed, { name })}">
          ${messages.removePasskey}
        </button>
      </form>
    </li>`;
  }
}
