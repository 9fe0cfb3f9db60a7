/** The path of the public URL, which the server writes into index.html; mostly empty. */
export const BASE = document.documentElement.dataset.base ?? '';

/** The path of the console. */
export const CONSOLE = `${BASE}/console`;

/** Returns the address of the sign-in page that continues at a path of the console. */
export function signInAddress(returnTo: string): string {
  return `${BASE}/sign-in?${new URLSearchParams({ return_to: returnTo }).toString()}`;
}
