import type { Value } from './value';

/** Where a vehicle was. */
export interface Position {
  readonly latitude: number;
  readonly longitude: number;
  /** The radius in metres of a circle around it that holds the true place; undefined where nobody knows. */
  readonly within: number | undefined;
  readonly degraded: boolean;
}

/** Metres of a degree of latitude, on a sphere as large as the Earth. */
export const DEGREE = (6_371_008.8 * Math.PI) / 180;

/** The position among a vehicle's signals; undefined unless both halves are there and on Earth. */
export function readPosition(signals: ReadonlyMap<string, Value>): Position | undefined {
  const latitude = signals.get('latitude');
  const longitude = signals.get('longitude');
  if (!latitude || !longitude || Math.abs(latitude.value) > 90 || Math.abs(longitude.value) > 180) return undefined;
  const isBounded = latitude.bound !== undefined && longitude.bound !== undefined;
  return {
    latitude: latitude.value,
    longitude: longitude.value,
    within: isBounded ? Math.hypot(latitude.bound, longitude.bound * Math.cos((latitude.value * Math.PI) / 180)) * DEGREE : undefined,
    degraded: latitude.provenance === 'degraded' || longitude.provenance === 'degraded',
  };
}

/** As `48.13712° N, 11.57540° E`, as finely as a metre. */
export function placeName({ latitude, longitude }: Pick<Position, 'latitude' | 'longitude'>): string {
  return `${half(latitude, 'N', 'S')}, ${half(longitude, 'E', 'W')}`;
}

function half(degrees: number, above: string, below: string): string {
  return `${Math.abs(degrees).toFixed(5)}° ${degrees < 0 ? below : above}`;
}
