import type { Device, Imu } from './devices/answers';

/** Which device the page is about. */
export interface Target {
  /** The one that is steered and marked. */
  readonly chosen: string | undefined;
  /** The one whose samples and poses are asked for; undefined for everyone's. */
  readonly filter: string | undefined;
}

/**
 * The device that is named, or else the likeliest. Samples of several devices cannot share a chart, so it alone is
 * asked for where there are others; where there are none, everything is, poses that belong to no device too.
 */
export function aim(devices: readonly Device[], imus: readonly Imu[], named: string | undefined): Target {
  const isMoving = (id: string): boolean => imus.some(({ device, rate }) => device === id && rate > 0);
  const there = devices.filter(({ present }) => present);
  const likeliest = there.find(({ id }) => isMoving(id)) ?? there.find(({ channels }) => channels.includes('phone')) ?? there[0] ?? devices[0];
  const speakers = new Set([...there.map(({ id }) => id), ...imus.filter(({ rate }) => rate > 0).map(({ device }) => device)]);
  const chosen = named ?? likeliest?.id;
  return { chosen, filter: named ?? (speakers.size > 1 ? chosen : undefined) };
}
