import { signal } from '@preact/signals';
import { delay } from '../../../live/backoff';
import type { Link } from '../../../live/link';
import { authorization } from '../../../live/token';
import { Meter } from './meter';
import { boundaryOf, Parts } from './multipart';
import type { Bytes } from './nal';
import { NOTHING, READ_MS, STALLED_MS, type Player } from './playing';
import { Screen } from './screen';

/** Plays a stream that the platform has made JPEG pictures of, where the browser can decode no H.264. */
export function openMjpeg(stream: string, canvas: HTMLCanvasElement): Player {
  const stats = signal(NOTHING);
  const link = signal<Link>({ state: 'connecting' });
  const meter = new Meter();
  const screen = new Screen(canvas);
  const gone = new AbortController();
  let [decoded, dropped, received, failures, decoding] = [0, 0, 0, 0, 0];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let size = { width: 0, height: 0 };

  async function show(jpeg: Bytes): Promise<void> {
    if (decoding > 1) return void dropped++;
    decoding++;
    try {
      const picture = await createImageBitmap(new Blob([jpeg], { type: 'image/jpeg' }));
      if (gone.signal.aborted) return picture.close();
      size = { width: picture.width, height: picture.height };
      screen.show(picture, picture.width, picture.height, () => picture.close());
      canvas.dataset['framesDecoded'] = String(++decoded);
      meter.note(performance.now(), 0, 1);
    } catch {
      dropped++;
    } finally {
      decoding--;
    }
  }

  async function read(): Promise<void> {
    clearTimeout(timer);
    link.value = { state: 'connecting' };
    try {
      const response = await fetch(`/hub/stream/${encodeURIComponent(stream)}.mjpeg`, { headers: authorization(), signal: gone.signal });
      const boundary = boundaryOf(response.headers.get('Content-Type'));
      if (!response.ok || boundary === undefined || !response.body) {
        await response.body?.cancel();
        if (response.status < 500) return refuse(response.ok ? 'no pictures came' : `HTTP ${response.status}`);
        throw new Error(`HTTP ${response.status}`);
      }
      link.value = { state: 'live' };
      const parts = new Parts(boundary);
      const reader = response.body.getReader();
      for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
        failures = 0;
        received = performance.now();
        meter.note(received, chunk.value.length, 0);
        for (const jpeg of parts.add(chunk.value)) void show(jpeg);
      }
    } catch {
      // It ended, as by a lost connection; below it is tried again.
    }
    if (gone.signal.aborted) return;
    const wait = delay(failures++, Math.random());
    link.value = { state: 'reconnecting', at: Date.now() + wait };
    timer = setTimeout(() => void read(), wait);
  }

  function refuse(reason: string): void {
    link.value = { state: 'refused', reason };
    if (decoded === 0) stats.value = { ...NOTHING, state: 'unsupported', decoder: 'MJPEG' };
  }

  const reading = setInterval(() => {
    if (link.value.state === 'refused') return;
    const now = performance.now();
    const state = decoded === 0 ? 'waiting' : now - received > STALLED_MS ? 'stalled' : 'playing';
    stats.value = { ...NOTHING, ...meter.read(now), ...size, state, decoder: 'MJPEG', codec: 'JPEG', queue: decoding, decoded, dropped };
  }, READ_MS);
  void read();
  return {
    stats,
    link,
    retry() {
      if (link.value.state === 'reconnecting' || link.value.state === 'refused') void read();
    },
    close() {
      gone.abort();
      clearTimeout(timer);
      clearInterval(reading);
      screen.close();
      link.value = { state: 'closed' };
    },
  };
}
