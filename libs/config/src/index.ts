export { ApplicationConfig, CorsConfig, OAuthConfig } from './application-config.js';
export { ApiConfig, Config, LOG_LEVELS, LogConfig, type LogLevel } from './config.js';
export { ConfigError, type Fault } from './config-error.js';
export { DatabaseConfig } from './database-config.js';
export { HttpConfig } from './http-config.js';
export { loadConfig } from './load-config.js';
