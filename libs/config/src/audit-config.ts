import { Integer } from './rules.js';

/** How long the audit trail is kept. */
export class AuditConfig {
  /** Days that `latchkey audit prune` keeps; 0 is for ever. No server removes anything by itself. */
  @Integer(0, 36_500)
  retention = 0;
}
