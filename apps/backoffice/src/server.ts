import 'reflect-metadata';
import { DemoSeed } from '#demo';
import { runServer } from '#server';
import { BackofficeModule } from './backoffice.module.js';
import { addDemoUsers } from './users/demo-users.js';

await runServer({
  side: 'backoffice',
  module: (config) => BackofficeModule.register(config),
  welcome: ({ app }, style) => app.get(DemoSeed).welcome('backoffice', addDemoUsers, style),
});
