import type { RequestHeaders } from '#oauth';
import type { Answer } from '../pages/pages.js';
import { SIGN_UP } from '../pages/paths.js';
import type { Visit } from '../pages/visit.js';
import type { TypedPassword } from '../passwords/new-passwords.js';
import { nameOf, Registrations } from '../registration/registrations.js';
import type { LinkForm } from './link-pages.js';
import { PageController } from './page-controller.js';
import { PasswordLinkController } from './password-link.controller.js';

/** Path of the page, which links of registrations have. */
const PATH = `${SIGN_UP}/link`;

/** The page on which somebody confirms a registration. */
@PageController(PATH)
export class SignUpLinkController extends PasswordLinkController<LinkForm['person']> {
  constructor(private readonly registrations: Registrations) {
    super();
  }

  protected async personOf(token: string): Promise<LinkForm['person'] | null> {
    const account = await this.registrations.find(token);
    return account && { name: nameOf(account), email: account.email };
  }

  protected async form(
    headers: RequestHeaders,
    form: Pick<LinkForm, 'token' | 'person' | 'problem'>,
  ): Promise<Answer> {
    return this.pages.form(headers, { action: PATH, ...form });
  }

  protected invalid(headers: RequestHeaders): Answer {
    return this.pages.invalidRegistration(headers);
  }

  protected async use(link: { token: string; typed: TypedPassword }, visit: Visit) {
    return this.registrations.confirm(link.token, link.typed, visit);
  }
}
