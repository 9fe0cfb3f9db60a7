import 'reflect-metadata';
import { DemoSeed } from '#demo';
import { runServer } from '#server';
import { StorefrontModule } from './storefront.module.js';
import { addDemoUsers } from './users/demo-users.js';

await runServer({
  side: 'storefront',
  module: (config) => StorefrontModule.register(config),
  welcome: ({ app }, style) => app.get(DemoSeed).welcome('storefront', addDemoUsers, style),
});
