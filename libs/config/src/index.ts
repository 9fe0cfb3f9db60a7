export type { CorsConfig } from './application-config.js';
export { Config, type LogConfig } from './config.js';
export { ConfigError } from './config-error.js';
export type { DatabaseConfig } from './database-config.js';
export { withoutPassword } from './database-url.js';
export { HttpConfig } from './http-config.js';
export { loadConfig } from './load-config.js';
