import { Injectable } from '@nestjs/common';
import type { RequestHeaders } from '#oauth';
import { dayText, removableItem } from '../pages/forms.js';
import { html, type Html } from '../pages/html.js';
import { fill } from '../pages/languages.js';
import type { Messages } from '../pages/messages/en.js';
import { type Answer, type Locale, Pages } from '../pages/pages.js';
import { Paths } from '../pages/paths.js';
import type { IdentityProvider } from './identity-provider.js';
import type { LinkedIdentity } from './linked-identities.repository.js';

/** Paths of the forms of the account page. */
export const LINK = '/account/identities';
export const UNLINK = `${LINK}/remove`;

/** The fields of a form that goes to a provider: the page after the sign-in, or an invitation. */
type Fields = { return_to: string } | { invitation: string };

/** The reason why a person could not sign in with a provider, or link an identity. */
export interface ProviderProblem {
  text: Extract<keyof Messages, `provider${string}` | `identity${'Unknown' | 'Taken'}`>;
  provider: IdentityProvider;

  /** Where the person can go on. */
  path: string;
}

/** The parts of pages that are about identity providers. */
@Injectable()
export class ProviderPages {
  constructor(
    private readonly pages: Pages,
    private readonly paths: Paths,
  ) {}

  /** The buttons that go to the providers; null without a provider. */
  buttons(
    { messages }: Locale,
    providers: readonly IdentityProvider[],
    fields: Fields,
  ): Html | null {
    if (providers.length === 0) return null;
    const [[field, value]] = Object.entries(fields) as [[string, string]];
    return html`${providers.map(
      ({ key, name }) =>
        html`<form method="post" action="${this.paths.link(`/sign-in/provider/${key}`)}">
          <input type="hidden" name="${field}" value="${value}" />
          <button class="plain">${fill(messages.signInAt, { provider: name })}</button>
        </form>`,
    )}`;
  }

  /** Says why a sign-in at a provider failed, and leads on to `path`. */
  failed(headers: RequestHeaders, { text, provider, path }: ProviderProblem): Answer {
    const locale = this.pages.localeOf(headers);
    const message = fill(locale.messages[text], { provider: provider.name });
    const status = text === 'providerUnavailable' ? 502 : 403;
    return this.pages.failed(locale, { message, path, status });
  }

  /** The part of the account page: the identities of the person, and buttons for further ones. */
  section(
    locale: Locale,
    identities: readonly LinkedIdentity[],
    providers: readonly IdentityProvider[],
  ): Html {
    const { messages } = locale;
    const nameOf = ({ issuer }: LinkedIdentity) =>
      providers.find((provider) => provider.issuer === issuer)?.name ?? issuer;
    const linked = new Set(identities.map(({ issuer }) => issuer));
    return html`<section>
      <h2>${messages.identities}</h2>
      <p class="quiet">${messages.identitiesText}</p>
      ${
        identities.length > 0 &&
        html`<ul class="list">
          ${identities.map((each) => this.#item(locale, each, nameOf(each)))}
        </ul>`
      }
      ${providers
        .filter(({ issuer }) => !linked.has(issuer))
        .map(
          ({ key, name }) =>
            html`<form method="post" action="${this.paths.link(LINK)}" class="narrow">
              <input type="hidden" name="provider" value="${key}" />
              <button class="plain">${fill(messages.linkIdentity, { provider: name })}</button>
            </form>`,
        )}
    </section>`;
  }

  #item(
    { language, messages }: Locale,
    { issuer, subject, createdAt }: LinkedIdentity,
    provider: string,
  ): Html {
    return removableItem({
      name: provider,
      note: fill(messages.identityLinked, { time: dayText(language, createdAt) }),
      action: this.paths.link(UNLINK),
      fields: { issuer, subject },
      button: messages.remove,
      label: fill(messages.removeIdentityOf, { provider }),
    });
  }
}
