import { Controller, Get, Header, Inject } from '@nestjs/common';
import { styleOf } from '../pages/style.js';
import { SIGN_IN_SETTINGS, type SignInSettings } from '../sign-in.settings.js';

/** The style sheet of all pages. */
@Controller('sign-in')
export class StyleController {
  readonly #style: string;

  constructor(@Inject(SIGN_IN_SETTINGS) { pages }: SignInSettings) {
    this.#style = styleOf(pages.color);
  }

  @Get('style.css')
  @Header('Content-Type', 'text/css; charset=utf-8')
  @Header('Cache-Control', 'public, max-age=300')
  style(): string {
    return this.#style;
  }
}
