import { signal, type ReadonlySignal } from '@preact/signals';
import { ApiError, getJson } from './api';
import { delay } from './backoff';
import type { Link } from './link';

export interface Poll<T> {
  /** The newest answer; stays while the server is away. */
  readonly value: ReadonlySignal<T | undefined>;
  readonly error: ReadonlySignal<ApiError | undefined>;
  readonly link: ReadonlySignal<Link>;
  retry(): void;
  close(): void;
}

/** Asks a route every `everyMs` while the tab is looked at; backs off while the server does not answer. */
export function poll<T>(path: string, decode: (json: unknown) => T, everyMs: number): Poll<T> {
  const value = signal<T | undefined>(undefined);
  const error = signal<ApiError | undefined>(undefined);
  const link = signal<Link>({ state: 'connecting' });
  const gone = new AbortController();
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asking = false;

  async function ask(): Promise<void> {
    clearTimeout(timer);
    if (asking || gone.signal.aborted || document.hidden) return;
    asking = true;
    let wait = everyMs;
    try {
      value.value = await getJson(path, decode, gone.signal);
      error.value = undefined;
      link.value = { state: 'live' };
      failures = 0;
    } catch (caught) {
      if (!(caught instanceof ApiError)) return;
      wait = Math.max(everyMs, delay(failures++, Math.random()));
      error.value = caught;
      link.value = isRefusal(caught)
        ? { state: 'refused', reason: caught.message }
        : { state: 'reconnecting', at: Date.now() + wait };
    } finally {
      asking = false;
    }
    if (!gone.signal.aborted) timer = setTimeout(() => void ask(), wait);
  }

  const onVisible = (): void => void ask();
  document.addEventListener('visibilitychange', onVisible);
  void ask();
  return {
    value,
    error,
    link,
    retry: () => void ask(),
    close() {
      gone.abort();
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onVisible);
    },
  };
}

function isRefusal(error: ApiError): boolean {
  return error.status >= 400 && error.status < 500;
}
