import type { Picture } from './pictures';

/** Turns coded pictures into ones that can be drawn. Takes key pictures first; says when it has lost the thread. */
export interface Decoder {
  readonly name: string;
  /** How many pictures wait inside. */
  readonly queue: number;
  /** Milliseconds that the newest shown picture took from being handed over; undefined before the first. */
  readonly delay: number | undefined;
  decode(picture: Picture): void;
  /** Brings out what waits inside; the next picture must be a key picture. */
  flush(): void;
  close(): void;
}

export interface DecoderEvents {
  /** A decoded picture; `release` is called once it has been drawn or will not be. */
  onPicture(source: CanvasImageSource, width: number, height: number, release: () => void): void;
  /** The decoder cannot go on; a fresh one must begin at a key picture. */
  onLost(reason: string): void;
}

export type MakeDecoder = (events: DecoderEvents) => Decoder;
