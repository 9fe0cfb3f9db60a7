import { messageOf } from '../pages/forms.js';
import { html, type Html } from '../pages/html.js';
import { fill } from '../pages/languages.js';
import type { Content, Locale } from '../pages/pages.js';
import type { Paths } from '../pages/paths.js';

/** A form that is answered with an e-mail with a link. */
interface LinkRequest {
  title: string;
  text: string;
  /** Path that the form is sent to. */
  path: string;
  fields: Html | readonly Html[];
  /** The message above the form when a field is wrong. */
  problem?: string | null;
  /** Seconds to wait beyond the limit of a network; 0 below it. */
  wait: number;
}

/** Builds the page of a form that is answered with an e-mail with a link. */
export function linkRequestPage(
  { messages }: Locale,
  paths: Paths,
  { title, text, path, fields, problem, wait }: LinkRequest,
): Content {
  const isLimited = wait > 0;
  const minutes = Math.ceil(wait / 60);
  const message = isLimited ? fill(messages.tooManyRequests, { minutes }) : problem;
  return {
    title,
    status: isLimited ? 429 : problem ? 400 : 200,
    headers: isLimited ? { 'retry-after': String(wait) } : {},
    section: html`${messageOf(message)}
      <p>${text}</p>
      <form method="post" action="${paths.link(path)}">
        ${fields}
        <button>${messages.sendLink}</button>
      </form>
      <a class="button plain" href="${paths.link('/sign-in')}">${messages.signIn}</a>`,
  };
}
