import type { RequestHeaders } from '#oauth';
import { Links } from '../links/links.js';
import type { Answer } from '../pages/pages.js';
import type { Visit } from '../pages/visit.js';
import type { Person } from '../people/people.repository.js';
import type { LinkForm } from './link-pages.js';
import { PageController } from './page-controller.js';
import { PasswordLinkController } from './password-link.controller.js';

/** Path of the page, which one-time links have. */
const PATH = '/sign-in/link';

/** The person of a link. */
interface Recipient extends Person {
  isInvitation: boolean;
}

/** The page of an invitation, or of a link for a lost password. */
@PageController(PATH)
export class LinkController extends PasswordLinkController<Recipient> {
  constructor(private readonly links: Links) {
    super();
  }

  protected async personOf(token: string): Promise<Recipient | null> {
    const link = await this.links.find(token);
    return link && { ...link.person, isInvitation: link.purpose === 'invitation' };
  }

  protected async form(
    headers: RequestHeaders,
    form: Pick<LinkForm, 'token' | 'problem'> & { person: Recipient },
  ): Promise<Answer> {
    return this.pages.form(headers, {
      action: PATH,
      isInvitation: form.person.isInvitation,
      ...form,
    });
  }

  protected invalid(headers: RequestHeaders): Answer {
    return this.pages.invalid(headers);
  }

  protected async use(link: Parameters<Links['setPassword']>[0], visit: Visit) {
    const passwordChangedAt = await this.links.setPassword(link, visit);
    return passwordChangedAt === null ? null : { person: link.person, passwordChangedAt };
  }
}
