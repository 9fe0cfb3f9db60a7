import { readFileSync } from 'node:fs';
import {
  Controller,
  Get,
  Header,
  Headers,
  Inject,
  NotFoundException,
  Param,
  Res,
} from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CachedText } from '../cached-text.js';
import { pageOf } from './page.js';
import { PAGE_STYLE } from './style.js';
import { OPEN_API_OPTIONS, type OpenApiOptions } from '../open-api.options.js';

const SCRIPTS = ['script.js', 'operation.js', 'inputs.js', 'document.js'];

/** The parts of the page by their names, each with its media type. */
const PARTS = new Map([
  ['style.css', { type: 'text/css; charset=utf-8', text: new CachedText(PAGE_STYLE) }],
  ...SCRIPTS.map(
    (name) => [name, { type: 'text/javascript; charset=utf-8', text: scriptOf(name) }] as const,
  ),
]);

function scriptOf(name: string): CachedText {
  return new CachedText(readFileSync(new URL(name, import.meta.url), 'utf8'));
}

/** Nothing from elsewhere, nothing to elsewhere, and no script but files of ours. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  'img-src data:', // the empty icon, so that none is asked for
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** A page that reads `/api/openapi.json` and tries what is described there. */
@Controller('api/docs')
export class DocsPageController {
  readonly #page: CachedText;

  constructor(@Inject(OPEN_API_OPTIONS) { title }: OpenApiOptions) {
    this.#page = new CachedText(pageOf(title));
  }

  @Get()
  @Header('Content-Type', 'text/html; charset=utf-8')
  @Header('Content-Security-Policy', CONTENT_SECURITY_POLICY)
  page(@Headers('if-none-match') known: string, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.#page.answer(reply, known);
  }

  @Get(':part')
  part(
    @Param('part') name: string,
    @Headers('if-none-match') known: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const part = PARTS.get(name);
    if (!part) throw new NotFoundException();
    reply.header('Content-Type', part.type);
    return part.text.answer(reply, known);
  }
}
