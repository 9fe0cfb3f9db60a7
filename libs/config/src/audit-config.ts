import { Integer } from './rules.js';

/** Settings of the audit trail. */
export class AuditConfig {
  /**
   * Days of events that `latchkey audit prune` keeps; 0 keeps all. No server removes events itself.
   */
  @Integer(0, 36_500)
  retention = 0;
}
