import 'reflect-metadata';
import { FirstStart } from '#demo';
import { runServer } from '#server';
import { BackofficeModule } from './backoffice.module.js';
import { UsersRepository } from './users/users.repository.js';

await runServer({
  side: 'backoffice',
  module: (config) => BackofficeModule.register(config),
  welcome: async ({ app }) => {
    const users = app.get(UsersRepository);
    return app
      .get(FirstStart)
      .welcome('backoffice', (transaction) => users.addDemoPeople(transaction));
  },
});
