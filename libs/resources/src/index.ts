export { AuditedResources, type Change } from './audited-resources.js';
