import { signal } from '@preact/signals';
import { authorization } from '../../../live/token';
import { Speed } from './files';

export const UPLOADS = '/hub/api/uploads';

export type UploadState = 'queued' | 'sending' | 'paused' | 'failed' | 'done';

/** One file on its way. */
export interface Sending {
  readonly key: number;
  readonly name: string;
  readonly size: number;
  readonly sent: number;
  readonly state: UploadState;
  /** Why it failed. */
  readonly reason: string;
  readonly bytesPerSecond: number | undefined;
}

const AT_ONCE = 2;
const LISTED_MOST = 50;
const CHUNK = 8 << 20;
const RETRIES_MS = [0, 500, 1500, 4000, 8000];
/** A browser repeats its events of progress often; figures need not. */
const TOLD_MS = 200;

type Transfer = { start(): void; abort(shouldTerminate?: boolean): Promise<void> };

export type Uploads = ReturnType<typeof openUploads>;

/** Sends files by the tus protocol, a few at a time; what was interrupted goes on where it was, after a reload too. */
export function openUploads(onDone: () => void) {
  const all = signal<readonly Sending[]>([]);
  const files = new Map<number, File>();
  const transfers = new Map<number, Transfer>();
  /** Which attempt at a file counts; an earlier one may still be under way. */
  const attempts = new Map<number, symbol>();
  let keys = 0;

  function change(key: number, to: Partial<Sending>): void {
    all.value = all.value.map((one) => (one.key === key ? { ...one, ...to } : one));
  }

  function next(): void {
    const free = AT_ONCE - all.value.filter(({ state }) => state === 'sending').length;
    for (const { key } of all.value.filter(({ state }) => state === 'queued').slice(0, Math.max(0, free))) {
      change(key, { state: 'sending', reason: '', bytesPerSecond: undefined });
      void send(key);
    }
  }

  function isSending(key: number): boolean {
    return all.value.some((one) => one.key === key && one.state === 'sending');
  }

  function settle(key: number, to: Partial<Sending>): void {
    if (to.state === 'done') transfers.delete(key);
    change(key, { bytesPerSecond: undefined, ...to });
    next();
  }

  async function send(key: number): Promise<void> {
    const file = files.get(key);
    if (!file) return;
    const speed = new Speed();
    const attempt = Symbol();
    const counts = (): boolean => attempts.get(key) === attempt && isSending(key);
    const end = (to: Partial<Sending>): void => {
      if (counts()) settle(key, to);
    };
    let told = -Infinity;
    attempts.set(key, attempt);
    try {
      const { Upload } = await import('tus-js-client');
      const upload = new Upload(file, {
        endpoint: UPLOADS,
        headers: authorization(),
        metadata: { filename: file.name, filetype: file.type },
        chunkSize: CHUNK,
        retryDelays: RETRIES_MS,
        removeFingerprintOnSuccess: true,
        onProgress(sent) {
          const now = performance.now();
          speed.note(now, sent);
          if (now - told < TOLD_MS || !counts()) return;
          told = now;
          change(key, { sent, bytesPerSecond: speed.bytesPerSecond });
        },
        onSuccess() {
          files.delete(key);
          end({ state: 'done', sent: file.size });
          onDone();
        },
        onError: (error) => end({ state: 'failed', reason: reasonOf(error) }),
      });
      const [before] = (await upload.findPreviousUploads()).sort((a, b) => b.creationTime.localeCompare(a.creationTime));
      if (before) upload.resumeFromPreviousUpload(before);
      if (!counts()) return;
      transfers.set(key, upload);
      upload.start();
    } catch (error) {
      end({ state: 'failed', reason: reasonOf(error) });
    }
  }

  /** @param forGood whether the server shall forget what it has */
  function stop(key: number, forGood: boolean): void {
    void transfers.get(key)?.abort(forGood).catch(() => undefined);
    if (forGood) transfers.delete(key);
  }

  return {
    all,
    add(added: Iterable<File>): void {
      const fresh = [...added].slice(0, LISTED_MOST).map((file): Sending => {
        files.set(++keys, file);
        return { key: keys, name: file.name, size: file.size, sent: 0, state: 'queued', reason: '', bytesPerSecond: undefined };
      });
      const kept = all.value.filter(({ state }) => state !== 'done');
      all.value = [...all.value.filter(({ state }) => state === 'done').slice(-LISTED_MOST), ...kept, ...fresh];
      next();
    },
    pause(key: number): void {
      change(key, { state: 'paused', bytesPerSecond: undefined });
      stop(key, false);
      next();
    },
    /** Goes on after a pause or a failure, where it was. */
    resume(key: number): void {
      change(key, { state: 'queued', reason: '' });
      next();
    },
    /** Takes it off the list; what has been sent is deleted. */
    remove(key: number): void {
      const isDone = all.value.some((one) => one.key === key && one.state === 'done');
      if (!isDone) stop(key, true);
      files.delete(key);
      attempts.delete(key);
      all.value = all.value.filter((one) => one.key !== key);
      next();
    },
    close(): void {
      for (const key of transfers.keys()) stop(key, false);
    },
  };
}

/** The server's own words where it said any. */
function reasonOf(error: unknown): string {
  const response = (error as { originalResponse?: { getStatus(): number; getBody(): string } | null }).originalResponse;
  if (!response) return 'the server cannot be reached';
  const words = /"(?:detail|title)"\s*:\s*"([^"]{1,200})"/.exec(response.getBody())?.[1];
  return words ?? (response.getStatus() === 404 ? 'this hub takes no uploads' : `HTTP ${response.getStatus()}`);
}
