import { signal } from '@preact/signals';

/** The access token of this tab, for servers that want one; forgotten when the tab is closed. */
const KEY = 'millrace.token';

let token = stored();

/** Whether a server has answered that it wants a token, or a better one. */
export const tokenWanted = signal(false);

export function useToken(given: string): void {
  token = given;
  tokenWanted.value = false;
  try {
    sessionStorage.setItem(KEY, given);
  } catch {
    // Without storage it lasts until the page is left.
  }
}

export function authorization(): Record<string, string> {
  return token ? { Authorization: `Bearer ${token}` } : {};
}

/** A socket's address with the token in its query, since scripts cannot give its request a header. */
export function withToken(address: string): string {
  if (!token) return address;
  return `${address}${address.includes('?') ? '&' : '?'}access_token=${encodeURIComponent(token)}`;
}

function stored(): string {
  try {
    return sessionStorage.getItem(KEY) ?? '';
  } catch {
    return '';
  }
}
