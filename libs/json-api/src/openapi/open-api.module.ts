import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { DocsPageController } from './docs-page/docs-page.controller.js';
import { OpenApiController } from './open-api.controller.js';
import { ConfigurableModuleClass } from './open-api.options.js';

/**
 * Serves the description of the application's API at `/api/openapi.json`, and a page at `/api/docs`
 * to read it and try it:
 *
 *     OpenApiModule.register({ title, version, serverUrl, securityOf, … })
 *
 * Both are public. They contain only what every caller of the API can find out.
 */
@Module({
  imports: [DiscoveryModule],
  controllers: [OpenApiController, DocsPageController],
})
export class OpenApiModule extends ConfigurableModuleClass {}
