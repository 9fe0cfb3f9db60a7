export { ApplicationModule, type ApplicationOptions } from './application.module.js';
