import type { Decoder, DecoderEvents } from './decoder';
import type { Picture } from './pictures';

/** Decodes with WebCodecs: lowest latency, needs a secure context (https or localhost). */
export function webCodecsDecoder(events: DecoderEvents): Decoder {
  let configured = '';
  let time = 0;
  const decoder = new VideoDecoder({
    output: (frame) => events.onPicture(frame, frame.displayWidth, frame.displayHeight, () => frame.close()),
    error: (error) => events.onLost(error.message),
  });
  return {
    name: 'WebCodecs',
    get queue() {
      return decoder.state === 'closed' ? 0 : decoder.decodeQueueSize;
    },
    decode({ key, bytes, sps }: Picture) {
      if (decoder.state === 'closed') return;
      try {
        const wanted = `${sps.codec} ${sps.width}x${sps.height}`;
        if (key && configured !== wanted) {
          decoder.configure({ codec: sps.codec, codedWidth: sps.width, codedHeight: sps.height, optimizeForLatency: true });
          configured = wanted;
        }
        decoder.decode(new EncodedVideoChunk({ type: key ? 'key' : 'delta', timestamp: time++ * 1000, data: bytes }));
      } catch (error) {
        events.onLost(error instanceof Error ? error.message : 'not decodable');
      }
    },
    close() {
      if (decoder.state !== 'closed') decoder.close();
    },
  };
}
