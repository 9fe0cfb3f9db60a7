import { Inject, Injectable } from '@nestjs/common';
import type { AuthorizationPages, RequestHeaders } from '#oauth';
import { SIGN_IN_SETTINGS, type SignInSettings } from '../sign-in.settings.js';
import { messageOf } from './forms.js';
import { html, Html } from './html.js';
import { type Language, languageOf, LANGUAGES } from './languages.js';
import type { Messages } from './messages/en.js';
import { Paths } from './paths.js';

/** An answer of the authorization endpoint to a browser. */
export type Page = ReturnType<AuthorizationPages['error']>;

/** An answer to a browser, with the cookies that it sets. */
export interface Answer extends Page {
  cookies?: readonly string[];
}

/** The language of one request, and its messages. */
export interface Locale {
  language: Language;
  messages: Messages;
}

/** The content of a page. */
export interface Content {
  /** Also the heading of the section. */
  title: string;
  section: Html;
  /** Further sections. */
  more?: Html | null | false;
  status?: number;
  /** Wide pages have lists; others have one form. */
  isWide?: boolean;
  /** Elements of the head, such as a refresh. */
  head?: Html;
  cookies?: readonly string[];
  headers?: Readonly<Record<string, string>>;
  /** A script file of this server that the page needs; without it, no script can run. */
  script?: string;
}

const NAMES = { backoffice: 'Latchkey back office', storefront: 'Latchkey storefront' } as const;

/** Path of the style sheet of all pages. */
export const STYLE = '/sign-in/style.css';

/** Builds pages: the frame that all have, and the headers that keep a browser from misusing them. */
@Injectable()
export class Pages {
  readonly #name: string;
  readonly #logo: string;

  constructor(
    @Inject(SIGN_IN_SETTINGS) { side, pages }: SignInSettings,
    private readonly paths: Paths,
  ) {
    this.#name = pages.name || NAMES[side];
    this.#logo = pages.logo;
  }

  /** Returns the language that the browser prefers. */
  localeOf({ 'accept-language': accepted }: RequestHeaders): Locale {
    const language = languageOf(typeof accepted === 'string' ? accepted : undefined);
    return { language, messages: LANGUAGES[language] };
  }

  page({ language }: Locale, content: Content): Answer {
    const { title, status = 200, cookies, headers, script } = content;
    return {
      status,
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': this.#policy(script !== undefined),
        'cache-control': 'no-store',
        'content-language': language,
        vary: 'Accept-Language, Cookie',
        // With no-referrer, browsers would send `Origin: null` with the forms of these pages.
        'referrer-policy': 'same-origin',
        ...headers,
      },
      body: this.#frame(language, `${title} · ${this.#name}`, content).text,
      ...(cookies && { cookies }),
    };
  }

  /** Leads the browser to a page of this server, by its path there. */
  redirectTo(path: string): Answer {
    const headers = { location: this.paths.link(path), 'cache-control': 'no-store' };
    return { status: 303, headers, body: '' };
  }

  /** An answer to a script of these pages. */
  json(value: object): Answer {
    const headers = { 'content-type': 'application/json', 'cache-control': 'no-store' };
    return { status: 200, headers, body: JSON.stringify(value) };
  }

  /** Says that something was not accepted, and leads on to a page of this server. */
  failed(
    locale: Locale,
    { message, path, status = 403 }: { message: string; path: string; status?: number },
  ): Answer {
    const { messages } = locale;
    return this.page(locale, {
      title: messages.error,
      status,
      section: html`${messageOf(message)}
        <a class="button" href="${this.paths.link(path)}">${messages.continue}</a>`,
    });
  }

  /** Says that an e-mail is under way, perhaps. */
  emailed(locale: Locale, text: string): Answer {
    const { messages } = locale;
    return this.page(locale, {
      title: messages.lookIntoEmails,
      section: html`<p>${text}</p>
        <a class="button plain" href="${this.paths.link('/sign-in')}">${messages.signIn}</a>`,
    });
  }

  #frame(language: Language, title: string, content: Content): Html {
    const { head, section, more, isWide, script } = content;
    return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${this.paths.link(STYLE)}">
${head}${script && html`<script type="module" src="${this.paths.link(script)}"></script>`}
</head>
<body${isWide && new Html(' class="wide"')}>
<header>${this.#logo && html`<img src="${this.#logo}" alt="" />`}<p>${this.#name}</p></header>
<main>
<section>
<h1>${content.title}</h1>
${section}
</section>
${more}
</main>
</body>
</html>
`;
  }

  /** Allows our style sheet, the logo, and forms to this server. No script, no frame, no base. */
  #policy(hasScript: boolean): string {
    const logo = this.#logo.startsWith('https:') ? ` ${new URL(this.#logo).origin}` : '';
    return [
      "default-src 'none'",
      "style-src 'self'",
      `img-src 'self' data:${logo}`,
      ...(hasScript ? ["script-src 'self'", "connect-src 'self'"] : []),
      "form-action 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join('; ');
  }
}
