import { Injectable } from '@nestjs/common';
import { AuthorizationPages, type RequestHeaders } from '#oauth';
import { html, type Html } from './html.js';
import { fill } from './languages.js';
import type { Messages } from './messages/en.js';
import { type Answer, type Locale, type Page, Pages } from './pages.js';
import { type Person, PeopleRepository } from '../people/people.repository.js';
import { Paths } from './paths.js';
import { scopeText } from './scope-texts.js';

type PageError = Parameters<AuthorizationPages['error']>[0];

/** An error that a person sees. */
type Failure = Omit<PageError, 'description'> & { text: keyof Messages };

/** The pages of the authorization endpoint in the look of the sign-in. */
@Injectable()
export class SignInAuthorizationPages extends AuthorizationPages {
  constructor(
    private readonly pages: Pages,
    private readonly paths: Paths,
    private readonly people: PeopleRepository,
  ) {
    super();
  }

  override hop(path: string, headers: RequestHeaders): Page {
    return this.continueAt(path, headers);
  }

  /** The page that continues at another one, with cookies that it sets. */
  continueAt(path: string, headers: RequestHeaders, cookies?: readonly string[]): Answer {
    return this.leaveFor(this.paths.link(path), headers, cookies);
  }

  /**
   * The page that continues at a URL, also of another site: the policy `form-action` would apply to the
   * redirect after a form. Call it only with a URL whose scheme was checked.
   */
  leaveFor(url: string, headers: RequestHeaders, cookies?: readonly string[]): Answer {
    const locale = this.pages.localeOf(headers);
    const { messages } = locale;
    return this.pages.page(locale, {
      title: messages.continuing,
      head: html`<meta http-equiv="refresh" content="0;url=${url}" />`,
      section: html`<a class="button" href="${url}">${messages.continue}</a>`,
      cookies,
    });
  }

  override async consent(
    request: Parameters<AuthorizationPages['consent']>[0],
    headers: RequestHeaders,
  ): Promise<Page> {
    const { clientName: client, personId, scopes, action, fields } = request;
    const person = await this.people.find(personId);
    const locale = this.pages.localeOf(headers);
    const { messages, language } = locale;
    const title = fill(messages.consent, { client });
    const hidden = Object.entries(fields).map(
      ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
    );
    const listed = Object.entries(scopes).map(
      ([scope, description]) =>
        html`<li>
          ${scopeText(language, scope, description)} <span class="quiet">${scope}</span>
        </li>`,
    );
    return this.pages.page(locale, {
      title,
      section: html`<p>${fill(messages.consentText, { client })}</p>
        <ul>
          ${listed}
        </ul>
        ${person && signedInAs(locale, person)}
        <form method="post" action="${this.paths.link(action)}">
          ${hidden}
          <button name="decision" value="allow">${messages.allow}</button>
          <button class="plain" name="decision" value="deny">${messages.deny}</button>
        </form>`,
    });
  }

  /** The description is for the programmer of the application, and always in English. */
  override error(error: PageError, headers: RequestHeaders): Answer {
    const { status, description } = error;
    const text = status < 500 ? 'requestRejected' : status === 503 ? 'busy' : 'failed';
    return this.failure({ ...error, text }, headers, html`<p lang="en">${description}</p>`);
  }

  /** The page of an error with its text in the language of the person. */
  failure(
    { status, code, text, requestId }: Failure,
    headers: RequestHeaders,
    details?: Html,
  ): Answer {
    const locale = this.pages.localeOf(headers);
    const { messages } = locale;
    return this.pages.page(locale, {
      status,
      title: messages.error,
      section: html`<p>${messages[text]}</p>
        ${details}
        <dl class="quiet">
          <dt>${messages.errorCode}</dt>
          <dd>${code}</dd>
          <dt>${messages.requestId}</dt>
          <dd>${requestId}</dd>
        </dl>`,
    });
  }
}

/** A browser may be signed in as another person than the one in front of it. */
function signedInAs({ messages }: Locale, { name, email }: Person): Html {
  return html`<p class="quiet">
    ${fill(messages.signedInToConsent, { name: `${name} (${email})` })}
  </p>`;
}
