import 'reflect-metadata';
import { FirstStart } from '#demo';
import { runServer } from '#server';
import { StorefrontModule } from './storefront.module.js';
import { UsersRepository } from './users/users.repository.js';

await runServer({
  side: 'storefront',
  module: (config) => StorefrontModule.register(config),
  welcome: async ({ app }) => {
    const users = app.get(UsersRepository);
    return app
      .get(FirstStart)
      .welcome('storefront', (transaction) => users.addDemoPeople(transaction));
  },
});
