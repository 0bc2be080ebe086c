import type { Sticks } from './keys';
import { CENTRE, type Stick } from './sticks';

/** As much of a browser's gamepad as is read. */
export interface Pad {
  readonly connected: boolean;
  readonly mapping: string;
  readonly axes: readonly number[];
}

/** The sticks of the first gamepad whose layout is known; undefined when there is none. */
export function readPads(pads: readonly (Pad | null)[]): Sticks | undefined {
  const pad = pads.find((one) => one?.connected && one.mapping === 'standard' && one.axes.length >= 4);
  return pad ? { move: stick(pad.axes, 0), turn: stick(pad.axes, 2) } : undefined;
}

/** Down is positive on a gamepad. */
function stick(axes: readonly number[], at: number): Stick {
  const [x, y] = [axes[at] ?? NaN, axes[at + 1] ?? NaN];
  return Number.isFinite(x) && Number.isFinite(y) ? { x, y: -y || 0 } : CENTRE;
}
