import { Injectable } from '@nestjs/common';
import { messageOf } from '../pages/forms.js';
import { html, type Html } from '../pages/html.js';
import { fill } from '../pages/languages.js';
import { type Answer, type Locale, Pages } from '../pages/pages.js';
import { Paths } from '../pages/paths.js';
import { qrCode } from '../pages/qr-code.js';
import type { NewTotpSecret } from './totp.service.js';

/** The page of the second factor, and the one for people without their app. */
export const CODE = '/sign-in/code';
export const RECOVERY_CODE = '/sign-in/recovery-code';

/** The page on which a person sets up an app, and the paths of its forms. */
export const APP = '/account/authenticator';
export const NEW_APP = `${APP}/new`;
export const REMOVE_APP = `${APP}/remove`;
export const NEW_RECOVERY_CODES = '/account/recovery-codes';

/** A message above a form, and the status of the page. */
export interface Failure {
  message: string;
  status: number;
}

/** A form that asks for a second factor, with a link to the other one. */
interface FactorForm {
  title: string;
  text: string;
  path: string;
  field: Html;
  other: { path: string; label: string };
}

/** The pages of authenticator apps and recovery codes. */
@Injectable()
export class TotpPages {
  constructor(
    private readonly pages: Pages,
    private readonly paths: Paths,
  ) {}

  /** Asks for a code of the app, after the password. */
  code(locale: Locale, failure?: Failure): Answer {
    const { messages } = locale;
    return this.#factor(locale, failure, {
      title: messages.enterCode,
      text: messages.codeText,
      path: CODE,
      field: codeField(locale),
      other: { path: RECOVERY_CODE, label: messages.useRecoveryCode },
    });
  }

  /** Asks for a recovery code instead. */
  recoveryCode(locale: Locale, failure?: Failure): Answer {
    const { messages } = locale;
    const field = html`<label for="code">${messages.recoveryCode}</label>
      <input
        id="code"
        name="code"
        required
        maxlength="40"
        autocomplete="off"
        autocapitalize="characters"
        spellcheck="false"
        aria-describedby="explanation"
        autofocus
      />`;
    const title = messages.enterRecoveryCode;
    const text = messages.recoveryCodeText;
    const other = { path: CODE, label: messages.useApp };
    return this.#factor(locale, failure, { title, text, path: RECOVERY_CODE, field, other });
  }

  #factor(
    locale: Locale,
    failure: Failure | undefined,
    { title, text, path, field, other }: FactorForm,
  ): Answer {
    return this.pages.page(locale, {
      title,
      status: failure?.status,
      section: html`<p id="explanation">${text}</p>
        ${messageOf(failure?.message)}
        <form method="post" action="${this.paths.link(path)}">
          ${field}
          <button>${locale.messages.continue}</button>
        </form>
        <p><a href="${this.paths.link(other.path)}">${other.label}</a></p>`,
    });
  }

  /** Shows a new secret, and asks for its first code. */
  newApp(locale: Locale, { secret, uri }: NewTotpSecret, failure?: Failure): Answer {
    const { messages } = locale;
    return this.pages.page(locale, {
      title: messages.addApp,
      status: failure?.status,
      section: html`<p>${messages.scanText}</p>
        <figure>${qrCode(uri, messages.qrCode)}</figure>
        <dl>
          <dt>${messages.key}</dt>
          <dd><code>${secret.replaceAll(/.{4}(?=.)/g, '$& ')}</code></dd>
        </dl>
        <p><a href="${uri}">${messages.openApp}</a></p>
        ${messageOf(failure?.message)}
        <form method="post" action="${this.paths.link(APP)}">
          <p id="explanation">${messages.confirmApp}</p>
          ${codeField(locale)}
          <button>${messages.continue}</button>
        </form>`,
    });
  }

  /** Shows new recovery codes. No later page shows them again. */
  recoveryCodes(locale: Locale, codes: readonly string[]): Answer {
    const { messages } = locale;
    return this.pages.page(locale, {
      title: messages.recoveryCodes,
      section: html`<p>${messages.recoveryCodesText}</p>
        <ul class="codes">
          ${codes.map((code) => html`<li><code>${code}</code></li>`)}
        </ul>
        <a class="button" href="${this.paths.link('/account')}"
          >${messages.recoveryCodesStored}</a
        >`,
    });
  }

  /** The part of the account page. `codesLeft` is null for a person without an app. */
  section({ messages }: Locale, codesLeft: number | null): Html {
    const button = (path: string, label: string, look: string) =>
      html`<form method="post" action="${this.paths.link(path)}" class="narrow">
        <button class="${look}">${label}</button>
      </form>`;
    return html`<section>
      <h2>${messages.app}</h2>
      <p class="quiet">${messages.appText}</p>
      ${
        codesLeft === null
          ? button(NEW_APP, messages.addApp, 'plain')
          : html`<p>${fill(messages.appIsSetUp, { count: codesLeft })}</p>
              ${button(NEW_RECOVERY_CODES, messages.newRecoveryCodes, 'plain')}
              ${button(NEW_APP, messages.replaceApp, 'plain')}
              ${button(REMOVE_APP, messages.removeApp, 'plain')}`
      }
    </section>`;
  }
}

function codeField({ messages }: Locale): Html {
  return html`<label for="code">${messages.code}</label>
    <input
      id="code"
      name="code"
      required
      maxlength="10"
      inputmode="numeric"
      autocomplete="one-time-code"
      aria-describedby="explanation"
      autofocus
    />`;
}
