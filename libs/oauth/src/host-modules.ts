import { type DynamicModule, Module } from '@nestjs/common';
import { AuditModule, AuditSealing } from '#audit';
import { HostDatabaseModule } from '#database';
import { ClientsModule } from './clients/clients.module.js';
import { SideScopes } from './clients/side-scopes.js';
import { type ModuleSettings, moduleSettings } from './module-settings.js';
import { OAUTH_ENTITIES } from './oauth.entities.js';
import { OAUTH_SETTINGS } from './oauth-settings.js';
import type { OAuthOptions } from './oauth.options.js';
import { OWN_MIGRATIONS } from './own-tables/own-tables.js';

const OPTIONS = Symbol('OAUTH_OPTIONS');

/** Options that a factory returns. */
export interface AsyncOptions extends Pick<DynamicModule, 'imports'> {
  /** The tokens of the providers with which the factory is called. */
  inject?: FactoryOptions['inject'];
  useFactory: (...dependencies: never[]) => OAuthOptions | Promise<OAuthOptions>;
  isGlobal?: boolean;
}

type FactoryOptions = Parameters<typeof HostDatabaseModule.registerAsync>[0];

/** Completes the options of one registration. */
@Module({
  providers: [{ provide: OAUTH_SETTINGS, useFactory: moduleSettings, inject: [OPTIONS] }],
  exports: [OPTIONS, OAUTH_SETTINGS],
})
class SettingsModule {}

@Module({})
class SealingModule {}

/** Returns the modules that one registration of a host imports, each of its own. */
export function hostModules({
  imports = [],
  inject = [],
  useFactory,
}: AsyncOptions): DynamicModule[] {
  const settings: DynamicModule = {
    module: SettingsModule,
    imports,
    providers: [{ provide: OPTIONS, useFactory: useFactory as () => OAuthOptions, inject }],
  };
  const database = HostDatabaseModule.registerAsync({
    imports: [settings],
    inject: [OPTIONS, OAUTH_SETTINGS],
    useFactory: databaseOptions as never,
  });
  const audit = { module: AuditModule, imports: [database] };
  const sealing = { module: SealingModule, imports: [audit], providers: [AuditSealing] };
  const clients = ClientsModule.register({ useFactory: scopesOfSide, inject: [OAUTH_SETTINGS] }, [
    settings,
    database,
    audit,
  ]);
  return [settings, database, audit, sealing, clients];
}

function scopesOfSide({ side, scopes }: ModuleSettings): SideScopes {
  return new SideScopes({ [side]: Object.keys(scopes) });
}

function databaseOptions(
  { dataSource: source, schema = 'latchkey', migrate = true }: OAuthOptions,
  { poolSize, databaseLimits }: ModuleSettings,
) {
  const limits = databaseLimits;
  const migrations = OWN_MIGRATIONS;
  return { source, schema, migrate, poolSize, limits, migrations, entities: OAUTH_ENTITIES };
}
