import { type DynamicModule, Global, Module } from '@nestjs/common';
import { ConfigModule } from '@nestjs/config';
import { APP_FILTER, APP_INTERCEPTOR } from '@nestjs/core';
import { Registry } from 'prom-client';
import { AuditSealingModule } from '#audit';
import type { Config } from '#config';
import { Database, ReadReplica } from '#database';
import { DemoSeed } from '#demo';
import { ERROR_LISTENER, type ErrorListener, JsonApiErrorFilter } from '#json-api';
import { AccessTokenVerifier, keyEncryptionKeys, OAuthModule, SCOPES, type Side } from '#oauth';
import {
  type DeclaredResource,
  declaredResources,
  OperationsModule,
  ResourcesModule,
} from '#resources';
import { PageErrorFilter, SignInModule } from '#sign-in';
import { AUTHENTICATION, ErrorFilter, METRICS, READINESS_CHECKS } from '#server';
import {
  type ApplicationOptions,
  databaseModule,
  jsonApiModule,
  oauthModule,
  openApiModule,
  type Parts,
  signInModule,
} from './configured-modules.js';
import { PageOrApiErrorFilter } from './page-or-api.filter.js';
import { ReadReplicaInterceptor } from './read-replica.interceptor.js';
import { rootDocument } from './root-description.js';
import { ROOT_DOCUMENT, RootController } from './root.controller.js';

/**
 * The parts that both applications need below their features: configuration, database, authorization
 * server, audit trail, JSON:API, OpenAPI, error filter, metrics and readiness. The module is global, so
 * feature modules import none of these parts:
 *
 *     imports: ApplicationModule.withFeatures('backoffice', config, { features, roles, … })
 */
@Global()
@Module({})
export class ApplicationModule {
  /** Returns the modules of an application: this one, and its features. */
  static withFeatures(side: Side, config: Config, options: ApplicationOptions) {
    const resources = declaredResources(options.features);
    requireScopes(side, resources);
    const features = options.features.map((feature) =>
      feature === OperationsModule ? OperationsModule.register(resources) : feature,
    );
    const metrics = new Registry();
    const keys = keyEncryptionKeys(side, { database: config.database, oauth: config[side].oauth });
    const parts = { ...options, resources, metrics, keys };
    return [ApplicationModule.register(side, config, parts), ...features];
  }

  private static register(side: Side, config: Config, parts: Parts): DynamicModule {
    const { clients } = config;
    return {
      module: ApplicationModule,
      imports: [
        ConfigModule.forRoot({
          isGlobal: true,
          ignoreEnvFile: true,
          ignoreEnvVars: true, // config.yml says which variables count
          skipProcessEnv: true,
          load: [() => config],
        }),
        databaseModule(side, config, parts),
        oauthModule(side, config, parts),
        signInModule(side, config, parts),
        AuditSealingModule.register({ metrics: parts.metrics }),
        ResourcesModule.register(side),
        jsonApiModule(side, config, parts),
        openApiModule(side, config, parts),
      ],
      controllers: [RootController],
      providers: [
        DemoSeed,
        { provide: ROOT_DOCUMENT, useValue: rootDocument(config[side], parts.title) },
        {
          provide: APP_FILTER,
          useFactory: (pages: PageErrorFilter, listener: ErrorListener) =>
            new ErrorFilter(new PageOrApiErrorFilter(pages, new JsonApiErrorFilter(listener))),
          inject: [PageErrorFilter, ERROR_LISTENER],
        },
        {
          provide: ERROR_LISTENER,
          useFactory:
            (verifier: AccessTokenVerifier): ErrorListener =>
            ({ request, ...failure }) =>
              verifier.failed(request, failure),
          inject: [AccessTokenVerifier],
        },
        {
          provide: READINESS_CHECKS,
          useFactory: (database: Database) => ({
            database: async () => database.check(clients.cache.staleFor),
          }),
          inject: [Database],
        },
        ...(config.database.readUrl
          ? [
              {
                provide: APP_INTERCEPTOR,
                useFactory: (database: Database, replica: ReadReplica) =>
                  new ReadReplicaInterceptor(database, replica, parts.tenancy),
                inject: [Database, ReadReplica],
              },
            ]
          : []),
        { provide: METRICS, useValue: parts.metrics },
        { provide: AUTHENTICATION, useExisting: AccessTokenVerifier },
      ],
      exports: [
        OAuthModule,
        SignInModule,
        AuditSealingModule,
        ResourcesModule,
        METRICS,
        ERROR_LISTENER,
      ],
    };
  }
}

/** @throws Error for a scope that no client of the side could have */
function requireScopes(side: Side, resources: readonly DeclaredResource[]): void {
  const scopes = resources.flatMap(({ readScope, written }) =>
    written ? [readScope, written.scope] : [readScope],
  );
  const unknown = scopes.filter((scope) => !SCOPES[side].includes(scope));
  if (unknown.length === 0) return;
  throw new Error(
    `add ${unknown.join(', ')} to the scopes of the ${side} in libs/oauth/src/scopes.ts`,
  );
}
