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

const SCRIPTS = ['script.js', 'operation.js', 'inputs.js', 'document.js', 'curl.js'];

/** The files of the page by name, each with its media type. */
const PARTS = new Map([
  ['style.css', { type: 'text/css; charset=utf-8', text: new CachedText(PAGE_STYLE) }],
  ...SCRIPTS.map(
    (name) => [name, { type: 'text/javascript; charset=utf-8', text: scriptOf(name) }] as const,
  ),
]);

function scriptOf(name: string): CachedText {
  return new CachedText(readFileSync(new URL(name, import.meta.url), 'utf8'));
}

/** Allows no content from other hosts, no requests to them, and only our own script files. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  'img-src data:', // the empty icon, so that the browser requests none
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** A page that reads `/api/openapi.json` and lets the user try the described routes. */
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
