import { Controller, Get, Header, Headers, Inject, type OnModuleInit, Res } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import type { FastifyReply } from 'fastify';
import { JSON_API_OPTIONS, type JsonApiOptions } from '../json-api.options.js';
import { CachedText } from './cached-text.js';
import { openApiDocument } from './open-api-document.js';
import { OPEN_API_OPTIONS, type OpenApiOptions } from './open-api.options.js';
import { routesOf } from './routes.js';

/** Serves the API as an OpenAPI document, made once from the routes that Nest has registered. */
@Controller('api/openapi.json')
export class OpenApiController implements OnModuleInit {
  #document: CachedText;

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    @Inject(JSON_API_OPTIONS) private readonly limits: JsonApiOptions,
    @Inject(OPEN_API_OPTIONS) private readonly options: OpenApiOptions,
  ) {}

  /** Builds the document at the start, so that a route that cannot be described fails it. */
  onModuleInit(): void {
    const routes = routesOf(this.discovery, this.scanner);
    const document = openApiDocument(routes, this.limits, this.options);
    this.#document = new CachedText(JSON.stringify(document));
  }

  @Get()
  @Header('Content-Type', 'application/json')
  read(
    @Headers('if-none-match') known: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Buffer | undefined {
    return this.#document.answer(reply, known);
  }
}
