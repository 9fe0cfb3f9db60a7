import { Controller, Get, Headers, Inject, NotFoundException, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type ConsoleFile, contentFor, readConsole } from './console-files.js';

/** Injection token of the path of the public URL, which is empty for most. */
export const CONSOLE_BASE = Symbol('CONSOLE_BASE');

/**
 * Allows scripts, styles and requests of this server, and nothing inline. With the empty icon of the page,
 * which is `data:`, the browser requests none.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'self'", // the sign-out
  "frame-ancestors 'none'",
].join('; ');

/** A year. The name of an asset changes with its content. */
const ASSET_CACHE = 'public, max-age=31536000, immutable';

const NOT_BUILT = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>The console is not built</title>
<h1>The console is not built</h1>
<p>This server runs, but has no files of the console. Run <code>npm run build</code> where the server is installed.</p>
</html>
`;

/** Serves the console, whose index is the page of each of its addresses. */
@Controller('console')
export class ConsoleController {
  #files: ReadonlyMap<string, ConsoleFile> | null = null;

  constructor(@Inject(CONSOLE_BASE) private readonly base: string) {}

  @Get()
  index(
    @Headers('if-none-match') known: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Buffer | string | undefined {
    const index = this.#read()?.get('index.html');
    reply.headers({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': CONTENT_SECURITY_POLICY,
      'cache-control': 'no-cache',
    });
    if (!index) {
      reply.status(503);
      return NOT_BUILT;
    }
    reply.header('etag', index.etag);
    if (!known?.includes(index.etag)) return index.contents.get('identity');
    reply.status(304);
    return undefined;
  }

  @Get('assets/:name')
  asset(
    @Param('name') name: string,
    @Headers('accept-encoding') acceptEncoding: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Buffer {
    const file = this.#read()?.get(`assets/${name}`);
    if (!file) throw new NotFoundException();
    const [coding, content] = contentFor(file, acceptEncoding);
    reply.headers({
      'content-type': file.mediaType,
      'cache-control': ASSET_CACHE,
      vary: 'Accept-Encoding',
      ...(coding !== 'identity' && { 'content-encoding': coding }),
    });
    return content;
  }

  @Get('*')
  screen(
    @Headers('if-none-match') known: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Buffer | string | undefined {
    return this.index(known, reply);
  }

  /** Reads the files with the first request, so that a start does not wait for them. */
  #read(): ReadonlyMap<string, ConsoleFile> | null {
    return (this.#files ??= readConsole(this.base));
  }
}
