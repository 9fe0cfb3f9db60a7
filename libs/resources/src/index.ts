export { AtomicOperationsModule } from './atomic-operations.module.js';
export { auditedOperations } from './audited-operations.js';
export { AuditedResources, type Change } from './audited-resources.js';
