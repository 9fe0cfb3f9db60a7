import { Body, Get, Inject, Post } from '@nestjs/common';
import { NotifyRequests } from '../notify/notify-requests.js';
import { PageRejection } from '../pages/page-rejection.js';
import { type Answer, Pages } from '../pages/pages.js';
import { SIGN_UP } from '../pages/paths.js';
import { field, type Visit } from '../pages/visit.js';
import type { NewAccount, Registrar } from '../registration/registrar.js';
import { Registrations } from '../registration/registrations.js';
import { SIGN_IN_SETTINGS, type SignInSettings } from '../sign-in.settings.js';
import { CurrentVisit, PageController } from './page-controller.js';
import { SignUpPage } from './sign-up-page.js';

/**
 * The page on which people register. It answers the same for every e-mail address. It exists only
 * where the operator lets people register.
 */
@PageController(SIGN_UP)
export class SignUpController {
  constructor(
    @Inject(SIGN_IN_SETTINGS) private readonly settings: SignInSettings,
    private readonly registrations: Registrations,
    private readonly requests: NotifyRequests,
    private readonly pages: Pages,
    private readonly page: SignUpPage,
  ) {}

  @Get()
  show(@CurrentVisit() { headers }: Visit): Answer {
    this.#registrar();
    return this.page.form(headers);
  }

  @Post()
  async submit(@CurrentVisit() visit: Visit, @Body() form: unknown): Promise<Answer> {
    const typed = typedAccount(form);
    const account = this.#registrar().read(typed);
    if (Array.isArray(account)) return this.page.form(visit.headers, { typed, wrong: account });
    const { language } = this.pages.localeOf(visit.headers);
    const limits = this.settings.registration!;
    const { lifetime } = limits;
    const request = {
      kind: 'registration',
      typed: { account, language },
      lifetime,
      limits,
    } as const;
    const wait = await this.requests.take(request, visit);
    if (wait > 0) return this.page.form(visit.headers, { typed, wait });
    return this.page.sent(visit.headers, account.email);
  }

  #registrar(): Registrar {
    const registrar = this.registrations.open;
    if (!registrar) throw new PageRejection(404, 'not_found', 'notFound');
    return registrar;
  }
}

function typedAccount(form: unknown): NewAccount {
  return {
    email: field(form, 'email') ?? '',
    firstName: field(form, 'firstName') ?? '',
    lastName: field(form, 'lastName') ?? '',
    companyName: field(form, 'companyName') ?? '',
  };
}
