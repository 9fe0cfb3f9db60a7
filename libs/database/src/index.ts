export { connect } from './connect.js';
export { Database } from './database.js';
export { DatabaseModule } from './database.module.js';
export type { DatabaseOptions } from './database.options.js';
export { EmbeddedPostgres } from './embedded/embedded-postgres.js';
export { type ApplicationRole, APPLICATION_ROLES, type Login, makeLogin } from './login.js';
export { migrate } from './migrate.js';
export { type NotificationListener, Notifications } from './notifications.js';
export { Once, type Transaction } from './once.js';
