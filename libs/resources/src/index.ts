export { AuditedResources, type Change } from './audited-resources.js';
export { type DeclaredResource, declaredResources } from './declared-resource.js';
export { DeletableController, type Deletions } from './deletable.controller.js';
export { OperationsModule } from './operations.module.js';
export { OwnProfileController } from './profile.controller.js';
export { ReadOnlyController } from './read-only.controller.js';
export { ResourceController } from './resource.controller.js';
export { ResourcesModule } from './resources.module.js';
export { ToManyController } from './to-many.controller.js';
