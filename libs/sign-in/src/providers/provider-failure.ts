/** Characters of a reason in the log. */
const MAX_REASON = 500;

/**
 * Returns the reason of a failure at a provider, for the log: the messages of the error and of its
 * causes, and the error that the provider has sent. Tokens and claims are in none of them.
 */
export function reasonOf(error: unknown): string {
  return reasonsOf(error).join(': ').slice(0, MAX_REASON);
}

function reasonsOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [String(error)];
  const { message, cause } = error;
  const { error: code, error_description: description } = error as {
    error?: unknown;
    error_description?: unknown;
  };
  const sent = [code, description].filter((text) => typeof text === 'string');
  return [message, ...sent, ...(cause instanceof Error ? reasonsOf(cause) : [])];
}
