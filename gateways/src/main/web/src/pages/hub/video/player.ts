import { signal } from '@preact/signals';
import { openSocket } from '../../live/socket';
import { bestDecoder } from './bestDecoder';
import type { Decoder } from './decoder';
import { Meter } from './meter';
import type { Bytes } from './nal';
import { readPacket } from './packet';
import { Pictures, type Picture } from './pictures';
import { Screen } from './screen';

export type PlayState = 'waiting' | 'playing' | 'resyncing' | 'stalled' | 'unsupported';

export interface Stats {
  readonly state: PlayState;
  readonly decoder: string;
  readonly codec: string;
  readonly width: number;
  readonly height: number;
  readonly picturesPerSecond: number;
  readonly bitsPerSecond: number;
  readonly queue: number;
  readonly decoded: number;
  readonly dropped: number;
  readonly resyncs: number;
  /** Why the thread was lost the last time. */
  readonly trouble: string;
}

const NOTHING: Stats = {
  state: 'waiting', decoder: '', codec: '', width: 0, height: 0, picturesPerSecond: 0, bitsPerSecond: 0,
  queue: 0, decoded: 0, dropped: 0, resyncs: 0, trouble: '',
};

/** A decoder that has had more pictures than this inside for so long cannot keep up, rather than catches up. */
const CROWD = 60;
const CROWDED_MS = 4000;
const QUEUE_MOST = 1500;
const STALLED_MS = 3000;
/** A picture whose successor does not come is shown after this. */
const LAST_MS = 120;
const READ_MS = 500;

/** Plays one stream onto a canvas until closed; loses single pictures rather than the thread, and says so. */
export function openPlayer(stream: string, canvas: HTMLCanvasElement, forced?: string) {
  const stats = signal(NOTHING);
  const make = bestDecoder(forced);
  const meter = new Meter();
  const screen = new Screen(canvas);
  let pictures = new Pictures();
  let decoder: Decoder | undefined;
  let needsKey = true;
  let [decoded, dropped, resyncs, received, shown] = [0, 0, 0, 0, 0];
  let trouble = '';
  let crowdedSince: number | undefined;
  let flushing: ReturnType<typeof setTimeout> | undefined;

  function lose(reason: string): void {
    decoder?.close();
    decoder = undefined;
    needsKey = true;
    crowdedSince = undefined;
    resyncs++;
    trouble = reason;
  }

  function isOverwhelmed(queue: number): boolean {
    const now = performance.now();
    if (queue <= CROWD) crowdedSince = undefined;
    else crowdedSince ??= now;
    return queue > QUEUE_MOST || (crowdedSince !== undefined && now - crowdedSince > CROWDED_MS);
  }

  function take(picture: Picture): void {
    if (needsKey && !picture.key) return void dropped++;
    if (isOverwhelmed(decoder?.queue ?? 0)) {
      lose('the decoder could not keep up');
      if (!picture.key) return void dropped++;
    }
    needsKey = false;
    decoder ??= make?.({
      onPicture(source, width, height, release) {
        screen.show(source, width, height, release);
        canvas.dataset['framesDecoded'] = String(++decoded);
        shown = performance.now();
        meter.note(shown, 0, 1);
      },
      onLost: lose,
    });
    decoder?.decode(picture);
  }

  function onBytes(message: Bytes): void {
    received = performance.now();
    meter.note(received, message.length, 0);
    clearTimeout(flushing);
    pictures.add(readPacket(message).annexB).forEach(take);
    flushing = setTimeout(() => pictures.flush().forEach(take), LAST_MS);
  }

  function state(now: number): PlayState {
    if (!make) return 'unsupported';
    if (received > 0 && now - received > STALLED_MS) return 'stalled';
    if (decoded === 0) return 'waiting';
    return needsKey ? 'resyncing' : 'playing';
  }

  const reading = setInterval(() => {
    const now = performance.now();
    const sps = pictures.configuration;
    stats.value = {
      state: state(now), decoder: decoder?.name ?? '', codec: sps?.codec ?? '', width: sps?.width ?? 0, height: sps?.height ?? 0,
      ...meter.read(now), queue: decoder?.queue ?? 0, decoded, dropped, resyncs, trouble,
    };
  }, READ_MS);

  const socket = openSocket(`/hub/ws/video/consume?stream=${encodeURIComponent(stream)}&packets=header`, {
    onBytes,
    onOpen() {
      pictures = new Pictures();
      needsKey = true;
    },
  });
  if (!make) stats.value = { ...NOTHING, state: 'unsupported' };
  return {
    stats,
    link: socket.link,
    retry: socket.retry,
    close() {
      socket.close();
      clearInterval(reading);
      clearTimeout(flushing);
      decoder?.close();
      screen.close();
    },
  };
}
