import { BackofficeModule } from '../../apps/backoffice/src/backoffice.module.js';
import type { Config } from '#config';
import type { Side } from '#oauth';
import { type RunningServer, startServer } from '#server';
import { startSide, testConfig, type TestSide } from './applications.js';
import { createInstallation, type Installation } from './commands.js';
import { openDatabase, type TestDatabase } from './database.js';
import { latchkey } from './latchkey.js';
import { Postgresql15 } from './postgresql-15.js';
import { Standby } from './standby.js';
import { TcpProxy } from './tcp-proxy.js';

type Process = RunningServer & { url: string };

/** A primary and its standby behind a proxy, and processes of the back office that read from it. */
export class Replicated {
  readonly #processes: RunningServer[] = [];

  private constructor(
    readonly primary: Postgresql15,
    readonly standby: Standby,
    readonly proxy: TcpProxy,
    readonly installation: Installation,
    readonly environment: Record<string, string>,
  ) {}

  static async start(): Promise<Replicated> {
    const primary = await Postgresql15.start();
    const installation = await createInstallation();
    const environment = {
      ...installation.environment,
      DATABASE_URL: primary.url,
      BACKOFFICE_DATABASE_URL: loginOf(primary, 'backoffice'),
      STOREFRONT_DATABASE_URL: loginOf(primary, 'storefront'),
    };
    const { code, errors } = await latchkey({ environment }, 'database', 'migrate', '--roles');
    if (code !== 0) throw new Error(errors);
    const standby = await Standby.of(primary);
    return new Replicated(
      primary,
      standby,
      await TcpProxy.to(standby.url),
      installation,
      environment,
    );
  }

  /** The address of the standby, by way of the proxy. */
  get readUrl(): string {
    return this.proxy.through(this.standby.url);
  }

  /** Starts the first process. */
  async startSide<S extends Side>(side: S, adjust: (config: Config) => void): Promise<TestSide<S>> {
    return startSide(side, adjust, await this.#open());
  }

  /** Starts another process with the issuer and the keys of the first one. */
  async startAnother(first: Config, adjust: (config: Config) => void): Promise<Process> {
    const config = await testConfig(await this.#open());
    const { port } = config.backoffice;
    Object.assign(config.backoffice, first.backoffice, { port });
    adjust(config);
    const server = await startServer('backoffice', BackofficeModule.register(config), config);
    this.#processes.push(server);
    return { ...server, url: `http://127.0.0.1:${port}` };
  }

  async stop(): Promise<void> {
    await Promise.all(this.#processes.map(async (process) => process.stop()));
    await this.proxy.end();
    await this.standby.stop();
    await this.primary.stop();
    await this.installation.remove();
  }

  async #open(): Promise<TestDatabase> {
    const urlOf = (side: Side) => loginOf(this.primary, side);
    return (await openDatabase(this.primary.url, urlOf)) as TestDatabase;
  }
}

function loginOf({ url }: Postgresql15, side: Side): string {
  return Object.assign(new URL(url), { username: side, password: 'x' }).href;
}
