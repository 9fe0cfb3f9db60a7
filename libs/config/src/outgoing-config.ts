import { IsBoolean } from 'class-validator';
import { Integer, Networks } from './rules.js';

/** Requests to addresses that an administrator of clients or of identity providers has set. */
export class OutgoingConfig {
  /**
   * Allows http beside https. An attacker who can change a response in transit can impersonate the
   * client, or any person of the provider.
   */
  @IsBoolean() allowHttp = false;

  /**
   * Non-public addresses that the server may fetch from. Each one lets these administrators reach
   * into the internal network, so the default is none.
   */
  @Networks() privateNetworks: string[] = [];

  /** Seconds for the whole fetch; a token request or a person may wait this long. */
  @Integer(1, 30, 'seconds') timeout = 5;

  /** Bytes; ten keys with certificates are smaller. */
  @Integer(1024, 1_048_576, 'bytes') maxSize = 65_536;
}
