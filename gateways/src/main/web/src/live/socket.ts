import { signal, type ReadonlySignal } from '@preact/signals';
import { refusal } from './api';
import { BACKOFF, delay, type Backoff } from './backoff';
import type { Link } from './link';
import { withToken } from './token';

export interface SocketOptions {
  readonly onText?: (text: string) => void;
  readonly onBytes?: (bytes: Uint8Array<ArrayBuffer>) => void;
  /** Called each time a connection opens, before its first message. */
  readonly onOpen?: () => void;
  readonly backoff?: Backoff;
  readonly chance?: () => number;
  readonly connect?: (url: string) => WebSocket;
  /** Finds out why a connection never opened, which a browser does not say; undefined when there is no telling. */
  readonly whyClosed?: (path: string) => Promise<string | undefined>;
}

export interface LiveSocket {
  readonly link: ReadonlySignal<Link>;
  /** Tries again now instead of after the wait; also what to do once refused. */
  retry(): void;
  close(): void;
}

/** A connection this long has proven itself: the next loss starts again at the shortest wait. */
const PROVEN_MS = 5000;

/** Close codes by which a server says no, rather than goes away: trying again by itself would not help. */
function isRefusal(code: number): boolean {
  return [1002, 1003, 1007, 1008, 1010].includes(code) || (code >= 4000 && code < 5000);
}

/** A WebSocket that comes back by itself after a loss, and says through `link` how it stands. */
export function openSocket(path: string, options: SocketOptions): LiveSocket {
  const link = signal<Link>({ state: 'connecting' });
  const connect = options.connect ?? ((url) => new WebSocket(url));
  const chance = options.chance ?? Math.random;
  let socket: WebSocket | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let attempt = 0;
  let opens = 0;
  let closed = false;

  function open(): void {
    clearTimeout(timer);
    link.value = { state: 'connecting' };
    const opened = connect(withToken(absolute(path)));
    opened.binaryType = 'arraybuffer';
    socket = opened;
    const before = opens;
    let proven: ReturnType<typeof setTimeout> | undefined;
    opened.onopen = () => {
      link.value = { state: 'live' };
      opens++;
      proven = setTimeout(() => (attempt = 0), PROVEN_MS);
      options.onOpen?.();
    };
    opened.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (typeof data === 'string') options.onText?.(data);
      else if (data instanceof ArrayBuffer) options.onBytes?.(new Uint8Array(data));
    };
    opened.onclose = ({ code, reason }) => {
      clearTimeout(proven);
      if (closed || socket !== opened) return;
      if (isRefusal(code)) return refuse(reason || `code ${code}`);
      wait();
      if (opens === before) void ask(opened);
    };
  }

  function wait(): void {
    const ms = delay(attempt++, chance(), options.backoff ?? BACKOFF);
    link.value = { state: 'reconnecting', at: Date.now() + ms };
    timer = setTimeout(open, ms);
  }

  function refuse(reason: string): void {
    clearTimeout(timer);
    link.value = { state: 'refused', reason };
  }

  async function ask(failed: WebSocket): Promise<void> {
    const reason = await (options.whyClosed ?? refusal)(path);
    if (reason !== undefined && !closed && socket === failed) refuse(reason);
  }

  function retry(): void {
    if (closed || link.value.state === 'live' || link.value.state === 'connecting') return;
    open();
  }

  globalThis.addEventListener?.('online', retry);
  open();
  return {
    link,
    retry,
    close() {
      closed = true;
      clearTimeout(timer);
      globalThis.removeEventListener?.('online', retry);
      link.value = { state: 'closed' };
      socket?.close(1000);
    },
  };
}

function absolute(path: string): string {
  if (typeof location === 'undefined') return path;
  return new URL(path, location.href.replace(/^http/, 'ws')).href;
}
