import type { Decoder, DecoderEvents } from './decoder';
import type { Picture } from './pictures';

/** Pictures that a decoder may keep to itself before they are taken for lost. */
const MISSING_MOST = 3000;

/** Decodes with WebCodecs: lowest latency, needs a secure context (https or localhost). */
export function webCodecsDecoder(events: DecoderEvents): Decoder {
  let configured = '';
  let time = 0;
  let delay: number | undefined;
  const handedOver = new Map<number, number>();
  const decoder = new VideoDecoder({
    output(frame) {
      const since = handedOver.get(frame.timestamp);
      if (since !== undefined) delay = performance.now() - since;
      handedOver.delete(frame.timestamp);
      events.onPicture(frame, frame.displayWidth, frame.displayHeight, () => frame.close());
    },
    error: (error) => events.onLost(error.message),
  });
  return {
    name: 'WebCodecs',
    get queue() {
      return decoder.state === 'closed' ? 0 : decoder.decodeQueueSize;
    },
    get delay() {
      return delay;
    },
    decode({ key, bytes, sps }: Picture) {
      if (decoder.state === 'closed') return;
      try {
        const wanted = `${sps.codec} ${sps.width}x${sps.height}`;
        if (key && configured !== wanted) {
          decoder.configure({ codec: sps.codec, codedWidth: sps.width, codedHeight: sps.height, optimizeForLatency: true });
          configured = wanted;
        }
        const timestamp = time++ * 1000;
        if (handedOver.size > MISSING_MOST) handedOver.clear();
        handedOver.set(timestamp, performance.now());
        decoder.decode(new EncodedVideoChunk({ type: key ? 'key' : 'delta', timestamp, data: bytes }));
      } catch (error) {
        events.onLost(error instanceof Error ? error.message : 'not decodable');
      }
    },
    flush() {
      if (decoder.state === 'configured') decoder.flush().catch(() => undefined);
    },
    close() {
      if (decoder.state !== 'closed') decoder.close();
    },
  };
}
