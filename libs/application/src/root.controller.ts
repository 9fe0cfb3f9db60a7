import { Controller, Get, Header, Headers, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { prefersHtml } from './prefers-html.js';
import { type RootDocument, rootPage, rootJson } from './root-page.js';

/** Injection token of what the page names. */
export const ROOT_DOCUMENT = Symbol('ROOT_DOCUMENT');

/** Allows the style sheet of the page at /api/docs, and the empty icon. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * Names this server and its public documents, for people and programs that know only its address. It
 * says nothing that these documents do not say.
 */
@Controller()
export class RootController {
  readonly #page: string;
  readonly #json: string;

  constructor(@Inject(ROOT_DOCUMENT) root: RootDocument) {
    this.#page = rootPage(root);
    this.#json = rootJson(root);
  }

  /** A browser gets a page, and any other caller JSON. */
  @Get()
  @Header('Cache-Control', 'public, max-age=300')
  @Header('Vary', 'Accept')
  read(
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): string {
    if (!prefersHtml(accept)) {
      reply.header('Content-Type', 'application/json; charset=utf-8');
      return this.#json;
    }
    reply.headers({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': CONTENT_SECURITY_POLICY,
    });
    return this.#page;
  }
}
