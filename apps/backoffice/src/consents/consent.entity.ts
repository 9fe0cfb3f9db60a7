import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Side } from '#oauth';

/** The scopes to which a person has consented for a client of a third party. */
@Entity('consents')
export class Consent {
  /** `<side>-<id of the person>-<id of the client>`, made by the database. */
  @PrimaryColumn({ type: 'text', insert: false, update: false }) id: string;

  @Column({ type: 'text' }) side: Side;

  @Column({ name: 'client_id', type: 'uuid' }) clientId: string;

  @Column({ name: 'person_id', type: 'bigint' }) personId: string;

  @Column({ type: 'text', array: true }) scopes: string[];

  /** Time of the last consent of the person. */
  @Column({ name: 'granted_at', type: 'timestamptz' }) grantedAt: Date;
}
