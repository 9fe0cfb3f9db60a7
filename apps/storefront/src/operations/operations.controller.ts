import { AtomicOperationsController } from '#resources';

/** Operations on users. */
export class OperationsController extends AtomicOperationsController(['users:write']) {}
