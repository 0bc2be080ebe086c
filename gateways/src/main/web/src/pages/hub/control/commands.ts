import type { Stick } from './sticks';

export type CameraAction = 'on' | 'off';
export type FlightAction = 'takeoff' | 'land';

/** What a pilot says to a device, as its websites have always written it. */
export type Command =
  | { readonly type: 'movement'; readonly x: number; readonly y: number }
  | { readonly type: 'rotation'; readonly yaw: number; readonly z: number }
  | { readonly type: 'camera'; readonly action: CameraAction }
  | { readonly type: 'flightmode'; readonly action: FlightAction };

export function movement({ x, y }: Stick): Command {
  return { type: 'movement', x, y };
}

export function rotation({ x, y }: Stick): Command {
  return { type: 'rotation', yaw: x, z: y };
}

/** @param device named only where the socket is not the device's own already */
export function write(command: Command, ns: bigint, device?: string): string {
  return JSON.stringify({ ...command, timestamp: String(ns), ...(device !== undefined && { device }) });
}

/** Nanoseconds since 1970, to the microsecond. */
export function nowNs(): bigint {
  return BigInt(Math.round((performance.timeOrigin + performance.now()) * 1000)) * 1000n;
}
