import type { MakeDecoder } from './decoder';
import { mseDecoder } from './mse';
import { webCodecsDecoder } from './webcodecs';

/** The best decoder this browser has; undefined when it has none. `forced` names one, for comparing them. */
export function bestDecoder(forced?: string): MakeDecoder | undefined {
  if ('VideoDecoder' in globalThis && forced !== 'mse') return webCodecsDecoder;
  if ('MediaSource' in globalThis && 'requestVideoFrameCallback' in HTMLVideoElement.prototype) return mseDecoder;
  return undefined;
}
