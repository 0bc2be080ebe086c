import { signal } from '@preact/signals';
import { openSocket } from '../../../live/socket';
import { lag } from '../clock';
import { bestDecoder } from './bestDecoder';
import type { Decoder, MakeDecoder } from './decoder';
import { Meter } from './meter';
import { openMjpeg } from './mjpegplayer';
import type { Bytes } from './nal';
import { readPacket } from './packet';
import { Pictures, type Picture } from './pictures';
import { NOTHING, READ_MS, STALLED_MS, type Player, type PlayState } from './playing';
import { Screen } from './screen';

export interface PlayerOptions {
  /** A decoder by name, for comparing them: `mse` or `mjpeg`. */
  readonly forced?: string | undefined;
  /** Whether it is a stream of pictures alone, which need no decoder. */
  readonly pictures?: boolean;
  /** Whether key pictures are enough, as for a small picture that shall cost little. */
  readonly keysOnly?: boolean;
}

/** A decoder that has had more pictures than this inside for so long cannot keep up, rather than catches up. */
const CROWD = 60;
const CROWDED_MS = 4000;
const QUEUE_MOST = 1500;
/** A picture whose successor does not come is shown after this. */
const LAST_MS = 120;

/** Plays one stream onto a canvas until closed, by the best means that this browser has here. */
export function openPlayer(stream: string, canvas: HTMLCanvasElement, options: PlayerOptions = {}): Player {
  const make = options.forced === 'mjpeg' || options.pictures ? undefined : bestDecoder(options.forced);
  return make ? openH264(stream, canvas, make, options.keysOnly ?? false) : openMjpeg(stream, canvas);
}

/** Loses single pictures rather than the thread, and says so. */
function openH264(stream: string, canvas: HTMLCanvasElement, make: MakeDecoder, keysOnly: boolean): Player {
  const stats = signal(NOTHING);
  const meter = new Meter();
  const screen = new Screen(canvas);
  let pictures = new Pictures();
  let decoder: Decoder | undefined;
  let needsKey = true;
  let [decoded, dropped, resyncs, received, shown] = [0, 0, 0, 0, 0];
  let trouble = '';
  let late: number | undefined;
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
    if (keysOnly && !picture.key) return;
    if (needsKey && !picture.key) return void dropped++;
    if (isOverwhelmed(decoder?.queue ?? 0)) {
      lose('the decoder could not keep up');
      if (!picture.key) return void dropped++;
    }
    needsKey = false;
    decoder ??= make({
      onPicture(source, width, height, release) {
        screen.show(source, width, height, release);
        canvas.dataset['framesDecoded'] = String(++decoded);
        shown = performance.now();
        meter.note(shown, 0, 1);
      },
      onLost: lose,
    });
    decoder.decode(picture);
    if (keysOnly) decoder.flush();
  }

  function onBytes(message: Bytes): void {
    received = performance.now();
    meter.note(received, message.length, 0);
    clearTimeout(flushing);
    const { annexB, timestamp } = readPacket(message);
    late = timestamp === undefined ? undefined : lag(timestamp * 1000n);
    pictures.add(annexB).forEach(take);
    flushing = setTimeout(() => pictures.flush().forEach(take), LAST_MS);
  }

  function state(now: number): PlayState {
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
      latency: late === undefined || decoder?.delay === undefined ? undefined : Math.max(0, late) + decoder.delay,
    };
  }, READ_MS);

  const socket = openSocket(`/hub/ws/video/consume?stream=${encodeURIComponent(stream)}&packets=header`, {
    onBytes,
    onOpen() {
      pictures = new Pictures();
      needsKey = true;
    },
  });
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
