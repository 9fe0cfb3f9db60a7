import { Post } from '@nestjs/common';
import { AccountAccess } from '../methods/account-access.js';
import { PageRedirection } from '../pages/page-rejection.js';
import { type Answer, Pages } from '../pages/pages.js';
import { ACCOUNT } from '../pages/paths.js';
import { actorOf, type Visit } from '../pages/visit.js';
import { ADD, CREATION_OPTIONS, REMOVE } from '../passkeys/passkey-pages.js';
import { Passkeys } from '../passkeys/passkeys.service.js';
import { CurrentVisit, Field, PageController } from './page-controller.js';

/** Characters of a name, without those that a terminal or a page obeys. */
const NAME = /^[^\p{C}\p{Zl}\p{Zp}]{1,60}$/u;

/** The passkeys of a person who has just signed in. */
@PageController()
export class AccountPasskeysController {
  constructor(
    private readonly access: AccountAccess,
    private readonly passkeys: Passkeys,
    private readonly pages: Pages,
  ) {}

  /** Returns the options with which the script asks for a new passkey, or where to sign in first. */
  @Post(CREATION_OPTIONS)
  async options(@CurrentVisit() visit: Visit): Promise<Answer> {
    this.passkeys.requireEnabled();
    try {
      const { person } = await this.access.recent(visit);
      return this.pages.json(await this.passkeys.creationOptions(person));
    } catch (error) {
      if (!(error instanceof PageRedirection)) throw error;
      return this.pages.json({ location: error.path });
    }
  }

  @Post(ADD)
  async add(
    @CurrentVisit() visit: Visit,
    @Field('name') given = '',
    @Field('response') response = '',
  ): Promise<Answer> {
    this.passkeys.requireEnabled();
    const { id } = (await this.access.recent(visit)).person;
    const locale = this.pages.localeOf(visit.headers);
    const { messages } = locale;
    const trimmed = given.trim().normalize('NFC');
    const name = NAME.test(trimmed) ? trimmed : messages.passkeyDefaultName;
    const added = await this.passkeys.add(id, { name, response }, actorOf(id, visit));
    if (added !== null) return this.pages.redirectTo(ACCOUNT);
    return this.pages.failed(locale, { message: messages.passkeyNotAdded, path: ACCOUNT });
  }

  @Post(REMOVE)
  async remove(@CurrentVisit() visit: Visit, @Field('id') passkey = ''): Promise<Answer> {
    this.passkeys.requireEnabled();
    const { id } = (await this.access.recent(visit)).person;
    await this.passkeys.remove(passkey, id, actorOf(id, visit));
    return this.pages.redirectTo(ACCOUNT);
  }
}
