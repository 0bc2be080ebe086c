import type { Decoder, DecoderEvents } from './decoder';
import { fragment, initSegment } from './fmp4';
import type { Bytes } from './nal';
import type { Picture } from './pictures';

/** Further behind the newest picture than this, in seconds, playing jumps to it. */
const BEHIND_MOST = 0.4;
/** What has been played is let go after this many seconds. */
const KEPT = 8;

/**
 * Decodes with Media Source Extensions, where WebCodecs is not to be had. The sender's clock is not known, so each
 * picture lasts as long as they have been apart on average. Reordered pictures (B-frames) play, but not smoothly.
 */
export function mseDecoder(events: DecoderEvents): Decoder {
  const video = document.createElement('video');
  const source = new MediaSource();
  const url = URL.createObjectURL(source);
  const waiting: Bytes[] = [];
  let buffer: SourceBuffer | undefined;
  let codec = '';
  let sequence = 0;
  let time = 0;
  let apart = 33;
  let arrived = 0;
  let closed = false;
  video.muted = true;
  video.playsInline = true;
  video.src = url;

  function guarded(act: () => void): void {
    try {
      if (!closed) act();
    } catch (error) {
      events.onLost(error instanceof Error ? error.message : 'not playable');
    }
  }

  function pump(): void {
    if (!buffer || buffer.updating) return;
    const next = waiting.shift();
    if (next) buffer.appendBuffer(next);
    else if (video.currentTime > 2 * KEPT && buffer.buffered.length > 0 && buffer.buffered.start(0) < video.currentTime - 2 * KEPT)
      buffer.remove(0, video.currentTime - KEPT);
  }

  function keepUp(): void {
    const end = video.buffered.length > 0 ? video.buffered.end(video.buffered.length - 1) : 0;
    if (end - video.currentTime > BEHIND_MOST) video.currentTime = Math.max(0, end - 0.1);
    if (video.paused && end > 0) video.play().catch(() => undefined);
  }

  function measure(): void {
    const now = performance.now();
    if (arrived > 0) apart += (Math.min(200, Math.max(5, now - arrived)) - apart) / 16;
    arrived = now;
  }

  function begin(key: Picture): void {
    const type = `video/mp4; codecs="${key.sps.codec}"`;
    if (!MediaSource.isTypeSupported(type)) throw new Error(`${key.sps.codec} is not supported`);
    if (buffer) buffer.changeType(type);
    else {
      buffer = source.addSourceBuffer(type);
      buffer.addEventListener('updateend', () => guarded(() => (keepUp(), pump())));
    }
    codec = key.sps.codec;
    waiting.push(initSegment(key));
  }

  const draw = (): void => {
    if (closed) return;
    events.onPicture(video, video.videoWidth, video.videoHeight, () => undefined);
    video.requestVideoFrameCallback(draw);
  };
  video.requestVideoFrameCallback(draw);
  video.addEventListener('error', () => events.onLost(video.error?.message ?? 'not playable'));

  return {
    name: 'Media Source',
    get queue() {
      return waiting.length;
    },
    get delay() {
      const { buffered, currentTime } = video;
      return buffered.length > 0 ? Math.max(0, buffered.end(buffered.length - 1) - currentTime) * 1000 : undefined;
    },
    decode(picture: Picture) {
      if (source.readyState !== 'open') return;
      guarded(() => {
        measure();
        if (picture.key && codec !== picture.sps.codec) begin(picture);
        if (!buffer) return;
        const duration = Math.round(apart);
        waiting.push(fragment(picture, ++sequence, time, duration));
        time += duration;
        pump();
      });
    },
    flush() {},
    close() {
      closed = true;
      video.removeAttribute('src');
      URL.revokeObjectURL(url);
    },
  };
}
