export { atomicOperations } from './atomic-operations.js';
export { auditedOperations } from './audited-operations.js';
export { AuditedResources, type Change } from './audited-resources.js';
