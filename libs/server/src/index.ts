export { AUTHENTICATION } from './authentication.js';
export { ErrorFilter } from './error.filter.js';
export { READINESS_CHECKS, type ReadinessChecks } from './management-server.js';
export { METRICS } from './metrics.js';
export { runServer, type Application } from './run-server.js';
export { startServer, type RunningServer } from './start-server.js';
