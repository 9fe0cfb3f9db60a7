import { Body, Get, Post } from '@nestjs/common';
import { AccountAccess } from '../methods/account-access.js';
import { type Answer, Pages } from '../pages/pages.js';
import { ACCOUNT } from '../pages/paths.js';
import type { Visit } from '../pages/visit.js';
import { Sessions } from '../sessions/sessions.js';
import { AccountPage } from './account-page.js';
import { CurrentVisit, Field, PageController } from './page-controller.js';
import { PasswordChange } from './password-change.js';

/** The page of a person who is signed in: their sessions and their credentials. */
@PageController('account')
export class AccountController {
  constructor(
    private readonly access: AccountAccess,
    private readonly sessions: Sessions,
    private readonly page: AccountPage,
    private readonly passwordChange: PasswordChange,
    private readonly pages: Pages,
  ) {}

  @Get()
  async show(@CurrentVisit() visit: Visit, @Field('notice') notice?: string): Promise<Answer> {
    return this.page.render(await this.access.signedIn(visit), visit.headers, notice);
  }

  /** Ends one session of the person; their own one signs them out. */
  @Post('sessions/end')
  async end(@CurrentVisit() visit: Visit, @Field('id') id = ''): Promise<Answer> {
    const { session } = await this.access.signedIn(visit);
    const cookie = isUuid(id) ? await this.sessions.endOne(id, session, visit) : null;
    return { ...this.pages.redirectTo(ACCOUNT), ...(cookie !== null && { cookies: [cookie] }) };
  }

  @Post('sessions/end-others')
  async endOthers(@CurrentVisit() visit: Visit): Promise<Answer> {
    const { session } = await this.access.signedIn(visit);
    await this.sessions.endOthers(session, visit);
    return this.pages.redirectTo(ACCOUNT);
  }

  @Post('password')
  async changePassword(@CurrentVisit() visit: Visit, @Body() form: unknown): Promise<Answer> {
    const access = await this.access.signedIn(visit);
    const problem = await this.passwordChange.change(form, access, visit);
    if (!problem) return this.pages.redirectTo(`${ACCOUNT}?notice=password`);
    return this.page.render(access, visit.headers, undefined, problem);
  }
}

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

function isUuid(text: string): boolean {
  return UUID.test(text);
}
