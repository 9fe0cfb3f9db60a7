/** Receives the notifications of a channel. Both methods must return without waiting. */
export interface NotificationListener {
  notified(payload: string): void;

  /** Notifications may have been lost: drop all cached data. */
  missed(): void;
}
