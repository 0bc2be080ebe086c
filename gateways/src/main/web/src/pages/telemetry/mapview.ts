import { DEGREE } from './position';

/** A point on Earth. */
export interface Place {
  readonly latitude: number;
  readonly longitude: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** What a map shows: the place in its middle, and metres to the pixel there. North is up, the projection equirectangular. */
export interface View extends Place {
  readonly scale: number;
}

const FINEST = 0.01;
const COARSEST = 40_000;
/** A vehicle that stands still is seen with this much around it, metres. */
const LEAST_SPAN = 80;
/** The part of a map that a fitted track fills at most, and the part below which it is fitted anew. */
const FILLS = 0.72;
const FILLS_LEAST = 0.3;

export function project(place: Place, view: View, { width, height }: Size): Point {
  return {
    x: width / 2 + (eastward(view.longitude, place.longitude) * DEGREE * narrowing(view)) / view.scale,
    y: height / 2 - ((place.latitude - view.latitude) * DEGREE) / view.scale,
  };
}

export function unproject({ x, y }: Point, view: View, { width, height }: Size): Place {
  return {
    latitude: clamp(view.latitude - ((y - height / 2) * view.scale) / DEGREE, -90, 90),
    longitude: wrap(view.longitude + ((x - width / 2) * view.scale) / (DEGREE * narrowing(view))),
  };
}

/** A view of all places, with some air around them; undefined when there are none. */
export function fitted(places: readonly Place[], { width, height }: Size): View | undefined {
  const extent = extentOf(places);
  if (!extent || width <= 0 || height <= 0) return undefined;
  const across = Math.max(LEAST_SPAN, extent.wide) / (width * FILLS);
  const along = Math.max(LEAST_SPAN, extent.high) / (height * FILLS);
  return { ...extent.middle, scale: clamp(Math.max(across, along), FINEST, COARSEST) };
}

/** Whether a view still shows all places, and not as a dot: one that is followed must not move with every point. */
export function stillFits(view: View, places: readonly Place[], size: Size): boolean {
  const extent = extentOf(places);
  if (!extent) return true;
  const margin = 12;
  const corners = [extent.from, extent.to].map((corner) => project(corner, view, size));
  const isInside = corners.every(({ x, y }) => x >= margin && y >= margin && x <= size.width - margin && y <= size.height - margin);
  const filled = Math.max(Math.max(LEAST_SPAN, extent.wide) / size.width, Math.max(LEAST_SPAN, extent.high) / size.height) / view.scale;
  return isInside && filled >= FILLS_LEAST;
}

/** Shows another part: what was under the pointer stays under it. */
export function moved(view: View, dx: number, dy: number, size: Size): View {
  const middle = { x: size.width / 2 - dx, y: size.height / 2 - dy };
  return { ...unproject(middle, view, size), scale: view.scale };
}

/** Shows more, or less, around a point that stays where it is. */
export function zoomed(view: View, factor: number, around: Point, size: Size): View {
  const scale = clamp(view.scale * factor, FINEST, COARSEST);
  const kept = unproject(around, view, size);
  const there = project(kept, { ...view, scale }, size);
  return moved({ ...view, scale }, around.x - there.x, around.y - there.y, size);
}

/** The longest round number of metres that is drawn no longer than `most` pixels. */
export function roundLength(scale: number, most: number): number {
  const metres = scale * most;
  const power = 10 ** Math.floor(Math.log10(metres));
  return ([5, 2].find((step) => step * power <= metres) ?? 1) * power;
}

/** As `200 m`, `5 km`, `20 cm`. */
export function lengthName(metres: number): string {
  if (metres >= 1000) return `${trimmed(metres / 1000)} km`;
  return metres >= 1 ? `${trimmed(metres)} m` : `${trimmed(metres * 100)} cm`;
}

function extentOf(places: readonly Place[]) {
  const first = places[0];
  if (!first) return undefined;
  let [south, north, west, east] = [first.latitude, first.latitude, 0, 0];
  for (const { latitude, longitude } of places) {
    south = Math.min(south, latitude);
    north = Math.max(north, latitude);
    const off = eastward(first.longitude, longitude);
    west = Math.min(west, off);
    east = Math.max(east, off);
  }
  const middle = { latitude: (south + north) / 2, longitude: wrap(first.longitude + (west + east) / 2) };
  return {
    middle,
    from: { latitude: south, longitude: wrap(first.longitude + west) },
    to: { latitude: north, longitude: wrap(first.longitude + east) },
    wide: (east - west) * DEGREE * narrowing(middle),
    high: (north - south) * DEGREE,
  };
}

/** Degrees from one longitude to another, the shorter way round. */
function eastward(from: number, to: number): number {
  return wrap(to - from);
}

function wrap(degrees: number): number {
  return degrees > 180 ? degrees - 360 : degrees < -180 ? degrees + 360 : degrees;
}

/** How much shorter a degree of longitude is than one of latitude. */
function narrowing({ latitude }: Place): number {
  return Math.cos((clamp(latitude, -89, 89) * Math.PI) / 180);
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}

function trimmed(value: number): string {
  return String(Number(value.toPrecision(3)));
}
