import { count, fields, list, number, text } from '../../../live/decode';

/** A stream the hub knows of. */
export interface Stream {
  readonly id: string;
  readonly open: boolean;
  /** Whether it is pictures alone, each a JPEG. */
  readonly pictures: boolean;
  readonly owner: string;
  readonly epoch: number | undefined;
  readonly partition: number | undefined;
  readonly viewers: number;
  /** What its sender says of it, in words. */
  readonly description: string;
  /** As the gateway counts them that holds the sender; undefined where another does. */
  readonly framesPerSecond: number | undefined;
  /** Milliseconds until the broker had a packet. */
  readonly takenIn: number | undefined;
  /** Packets lost since the sender came. */
  readonly dropped: number | undefined;
}

/** GET /hub/api/streams: open ones first, then by name. */
export function readStreams(json: unknown): readonly Stream[] {
  return list(json)
    .map((one) => {
      const said = fields(one);
      return {
        id: text(said['stream']),
        open: said['open'] === true,
        pictures: said['form'] === 'jpeg',
        owner: text(said['owner']),
        epoch: number(said['epoch']),
        partition: number(said['partition']),
        viewers: count(said['viewers']),
        description: Object.values(fields(said['description'])).map((word) => text(word, '', 40)).filter(Boolean).slice(0, 4).join(' · '),
        framesPerSecond: number(said['frames_per_second']),
        takenIn: number(said['latency_ms']),
        dropped: number(said['dropped']),
      };
    })
    .filter(({ id }) => id !== '')
    .sort((a, b) => Number(b.open) - Number(a.open) || a.id.localeCompare(b.id));
}
