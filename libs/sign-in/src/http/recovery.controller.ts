import { Get, Inject, Post } from '@nestjs/common';
import type { RequestHeaders } from '#oauth';
import { NotifyRequests } from '../notify/notify-requests.js';
import { fieldOf } from '../pages/forms.js';
import { PageRejection } from '../pages/page-rejection.js';
import { type Answer, Pages } from '../pages/pages.js';
import { FORGOT, Paths } from '../pages/paths.js';
import type { Visit } from '../pages/visit.js';
import { searchedName } from '../people/people.repository.js';
import { SIGN_IN_SETTINGS, type SignInSettings } from '../sign-in.settings.js';
import { linkRequestPage } from './link-request-page.js';
import { CurrentVisit, Field, PageController } from './page-controller.js';

/**
 * The page on which people who have forgotten their password ask for a link. It answers the same for
 * every name. It exists only when messages have a receiver.
 */
@PageController(FORGOT)
export class RecoveryController {
  constructor(
    @Inject(SIGN_IN_SETTINGS) private readonly settings: SignInSettings,
    private readonly requests: NotifyRequests,
    private readonly pages: Pages,
    private readonly paths: Paths,
  ) {}

  @Get()
  show(@CurrentVisit() { headers }: Visit): Answer {
    this.#requireReceiver();
    return this.#form(headers, 0);
  }

  @Post()
  async submit(@CurrentVisit() visit: Visit, @Field('name') name = ''): Promise<Answer> {
    this.#requireReceiver();
    const { links, recovery: limits } = this.settings;
    const locale = this.pages.localeOf(visit.headers);
    const { language, messages } = locale;
    const typed = { name: searchedName(name), language };
    const lifetime = links.recoveryLifetime;
    const wait = await this.requests.take({ kind: 'recovery', typed, lifetime, limits }, visit);
    return wait > 0
      ? this.#form(visit.headers, wait)
      : this.pages.emailed(locale, messages.linkSent);
  }

  #requireReceiver(): void {
    if (this.settings.notify.url === '') throw new PageRejection(404, 'not_found', 'notFound');
  }

  /** `wait` is the number of seconds to wait beyond the limit; 0 below it. */
  #form(headers: RequestHeaders, wait: number): Answer {
    const locale = this.pages.localeOf(headers);
    const { messages } = locale;
    const isStaff = this.settings.side === 'backoffice';
    const field = fieldOf({
      name: 'name',
      label: isStaff ? messages.emailOrUsername : messages.email,
      autocomplete: 'username',
      isFocused: true,
    });
    const text = messages.recoverText;
    const form = { title: messages.recover, text, path: FORGOT, fields: field, wait };
    return this.pages.page(locale, linkRequestPage(locale, this.paths, form));
  }
}
