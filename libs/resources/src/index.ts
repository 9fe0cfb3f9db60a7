export { AtomicOperationsModule } from './atomic-operations.module.js';
export { AuditedResources, type Change } from './audited-resources.js';
export { AtomicOperationsController } from './operations.controller.js';
export { OwnProfileController } from './profile.controller.js';
export { ReadOnlyController } from './read-only.controller.js';
export { ResourceController } from './resource.controller.js';
export { ToManyController } from './to-many.controller.js';
