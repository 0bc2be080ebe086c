import { colour } from '../../app/theme';
import { shortVin } from './fleet';
import { fixAt, type Fix, type Trail } from './mapscene';
import { lengthName, project, roundLength, type Place, type Point, type Size, type View } from './mapview';

/** The colours of a theme, as a canvas wants them. */
export interface Inks {
  readonly font: string;
  readonly of: (token: string) => string;
}

export function mixInks(home: Element): Inks {
  const known = new Map<string, string>();
  return {
    font: getComputedStyle(home).fontFamily,
    of(token) {
      const ink = known.get(token) ?? colour(token);
      known.set(token, ink);
      return ink;
    },
  };
}

const BAR_MOST = 110;
/** Circles smaller than the marker they surround would only blur it. */
const CIRCLE_LEAST = 9;
const FADES = 16;

/** What there is to draw. */
export interface Scene {
  readonly trails: readonly Trail[];
  /** The moment that is pointed at in the charts, ms. */
  readonly at: number | undefined;
  /** Where two lines of the grid cross. */
  readonly anchor: Place;
}

export function drawMap(pen: CanvasRenderingContext2D, size: Size, view: View, { trails, at, anchor }: Scene, inks: Inks): void {
  pen.clearRect(0, 0, size.width, size.height);
  pen.lineJoin = pen.lineCap = 'round';
  drawGrid(pen, size, view, anchor, inks);
  const drawn = trails.filter(({ isDrawn }) => isDrawn);
  for (const trail of drawn) drawTrail(pen, size, view, trail, inks);
  for (const trail of trails) drawMarker(pen, size, view, trail, trail.fixes.at(-1)!, inks);
  if (drawn.length > 1) for (const trail of drawn) drawName(pen, size, view, trail, inks);
  if (at !== undefined) for (const trail of drawn) drawMoment(pen, size, view, trail, at, inks);
  drawScale(pen, size, view, inks);
}

/** Lines as far apart as the scale bar is long, fixed to the ground. */
function drawGrid(pen: CanvasRenderingContext2D, { width, height }: Size, view: View, anchor: Place, inks: Inks): void {
  const step = roundLength(view.scale, BAR_MOST) / view.scale;
  const origin = project(anchor, view, { width, height });
  pen.strokeStyle = inks.of('line');
  pen.lineWidth = 1;
  pen.beginPath();
  for (let x = modulo(origin.x, step); x < width; x += step) line(pen, Math.round(x) + 0.5, 0, Math.round(x) + 0.5, height);
  for (let y = modulo(origin.y, step); y < height; y += step) line(pen, 0, Math.round(y) + 0.5, width, Math.round(y) + 0.5);
  pen.stroke();
}

/** Fading with age; dashed where packets were missing; with the bounds of its points where they can be seen. */
function drawTrail(pen: CanvasRenderingContext2D, size: Size, view: View, { fixes, tone }: Trail, inks: Inks): void {
  const points = fixes.map((fix) => project(fix, view, size));
  pen.strokeStyle = pen.fillStyle = inks.of(tone);
  pen.globalAlpha = 0.1;
  fixes.forEach(({ within }, i) => {
    const radius = (within ?? 0) / view.scale;
    if (radius < CIRCLE_LEAST || i === fixes.length - 1) return;
    circle(pen, points[i]!, radius);
    pen.fill();
  });
  pen.lineWidth = 2;
  let begin = 1;
  while (begin < fixes.length) {
    const { degraded } = fixes[begin]!;
    const fade = Math.floor((begin / fixes.length) * FADES);
    let end = begin;
    while (end < fixes.length && fixes[end]!.degraded === degraded && Math.floor((end / fixes.length) * FADES) === fade) end++;
    pen.globalAlpha = 0.14 + (0.76 * (fade + 1)) / FADES;
    pen.setLineDash(degraded ? [2, 5] : []);
    pen.beginPath();
    pen.moveTo(points[begin - 1]!.x, points[begin - 1]!.y);
    for (let i = begin; i < end; i++) pen.lineTo(points[i]!.x, points[i]!.y);
    pen.stroke();
    begin = end;
  }
  pen.setLineDash([]);
  pen.globalAlpha = 1;
}

/** Where a vehicle is: an arrow where it heads, a dot where nobody knows; hollow while packets are missing. */
function drawMarker(pen: CanvasRenderingContext2D, size: Size, view: View, { tone, isDrawn }: Trail, fix: Fix, inks: Inks): void {
  const point = project(fix, view, size);
  const ink = inks.of(isDrawn ? tone : 'ink-3');
  if (isDrawn && fix.within !== undefined && fix.within / view.scale >= CIRCLE_LEAST) {
    circle(pen, point, fix.within / view.scale);
    pen.fillStyle = pen.strokeStyle = ink;
    pen.globalAlpha = 0.14;
    pen.fill();
    pen.globalAlpha = 0.7;
    pen.lineWidth = 1;
    pen.stroke();
  }
  pen.globalAlpha = isDrawn ? 1 : 0.55;
  pen.save();
  pen.translate(point.x, point.y);
  pen.scale(isDrawn ? 1 : 0.7, isDrawn ? 1 : 0.7);
  pen.beginPath();
  if (fix.heading === undefined) pen.arc(0, 0, 5, 0, 2 * Math.PI);
  else {
    pen.rotate((fix.heading * Math.PI) / 180);
    pen.moveTo(0, -9);
    pen.lineTo(6.5, 8);
    pen.lineTo(0, 4.5);
    pen.lineTo(-6.5, 8);
    pen.closePath();
  }
  pen.lineWidth = 4;
  pen.strokeStyle = inks.of('surface');
  pen.stroke();
  pen.fillStyle = fix.degraded ? inks.of('surface') : ink;
  pen.fill();
  if (fix.degraded) {
    pen.lineWidth = 1.75;
    pen.strokeStyle = ink;
    pen.stroke();
  }
  pen.restore();
  pen.globalAlpha = 1;
}

function drawName(pen: CanvasRenderingContext2D, size: Size, view: View, { vin, fixes, tone }: Trail, inks: Inks): void {
  const { x, y } = project(fixes.at(-1)!, view, size);
  const name = shortVin(vin);
  pen.font = `600 11px ${inks.font}`;
  const left = x + 14 + pen.measureText(name).width < size.width ? x + 13 : x - 13 - pen.measureText(name).width;
  label(pen, name, left, y + 4, inks.of(tone), inks);
}

/** Rings where the vehicles were at a moment. */
function drawMoment(pen: CanvasRenderingContext2D, size: Size, view: View, trail: Trail, at: number, inks: Inks): void {
  const fix = fixAt(trail, at);
  if (!fix) return;
  circle(pen, project(fix, view, size), 5);
  pen.fillStyle = inks.of('surface');
  pen.fill();
  pen.lineWidth = 2;
  pen.strokeStyle = inks.of(trail.tone);
  pen.stroke();
}

/** How long a length on the map is, and where north is. */
function drawScale(pen: CanvasRenderingContext2D, { width, height }: Size, view: View, inks: Inks): void {
  const length = roundLength(view.scale, BAR_MOST);
  const [left, foot, wide] = [14, height - 14, length / view.scale];
  const ink = inks.of('ink-2');
  pen.beginPath();
  pen.moveTo(left, foot - 5);
  pen.lineTo(left, foot);
  pen.lineTo(left + wide, foot);
  pen.lineTo(left + wide, foot - 5);
  pen.lineWidth = 4;
  pen.strokeStyle = inks.of('surface');
  pen.stroke();
  pen.lineWidth = 1.5;
  pen.strokeStyle = ink;
  pen.stroke();
  pen.font = `500 11px ${inks.font}`;
  label(pen, lengthName(length), left + 5, foot - 5, ink, inks);
  pen.beginPath();
  pen.moveTo(width - 20, 27);
  pen.lineTo(width - 20, 13);
  pen.moveTo(width - 24, 17.5);
  pen.lineTo(width - 20, 13);
  pen.lineTo(width - 16, 17.5);
  pen.stroke();
  label(pen, 'N', width - 20 - pen.measureText('N').width / 2, 39, ink, inks);
}

function label(pen: CanvasRenderingContext2D, text: string, x: number, y: number, ink: string, inks: Inks): void {
  pen.lineWidth = 3;
  pen.strokeStyle = inks.of('surface');
  pen.strokeText(text, x, y);
  pen.lineWidth = 1.5;
  pen.strokeStyle = pen.fillStyle = ink;
  pen.fillText(text, x, y);
}

function circle(pen: CanvasRenderingContext2D, { x, y }: Point, radius: number): void {
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
}

function line(pen: CanvasRenderingContext2D, ...[x1, y1, x2, y2]: [number, number, number, number]): void {
  pen.moveTo(x1, y1);
  pen.lineTo(x2, y2);
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}
