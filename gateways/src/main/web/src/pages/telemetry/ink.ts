import type uPlot from 'uplot';
import { isBounded, kindOf, KINDS, ofKind, stretches, type Breaks, type Kind, type Line } from './aligned';
import type { Value } from './value';

/** How the line of each kind is stroked. */
const STROKES: Readonly<Record<Kind, { readonly width: number; readonly dash: readonly number[] }>> = {
  sent: { width: 1.75, dash: [] },
  bounded: { width: 1.25, dash: [] },
  open: { width: 1.5, dash: [3, 4] },
  degraded: { width: 1.5, dash: [1.5, 4] },
};
const RADIUS = 2.25;
const BAND = 0.2;

export interface Style {
  readonly stroke: string;
  readonly surface: string;
  /** Behind a track whose packets are missing; undefined to leave the ground as it is. */
  readonly alarm: string | undefined;
  readonly breaks: Breaks;
  readonly withPoints: boolean;
}

/** Draws one track: the band its bounds leave, the line, and the points, filled where sent. */
export function drawLine(plot: uPlot, line: Line, style: Style): void {
  const pen = plot.ctx;
  const px = devicePixelRatio;
  const { left, top, width, height } = plot.bbox;
  const x = (place: number): number => plot.valToPos(plot.data[0][place] ?? 0, 'x', true);
  const y = (value: number): number => plot.valToPos(value, 'y', true);
  pen.save();
  pen.beginPath();
  pen.rect(left, top - 4 * px, width + 6 * px, height + 8 * px);
  pen.clip();
  if (style.alarm !== undefined) {
    pen.fillStyle = style.alarm;
    for (const stretch of stretches(line, ofKind('degraded'), () => false))
      pen.fillRect(x(stretch[0]!), top, x(stretch.at(-1)!) - x(stretch[0]!), height);
  }
  pen.fillStyle = pen.strokeStyle = style.stroke;
  pen.globalAlpha = BAND;
  for (const stretch of stretches(line, isBounded, style.breaks)) {
    const edge = (place: number, side: 1 | -1): [number, number] => [x(place), y(line[place]!.value + side * (line[place]!.bound ?? 0))];
    pen.beginPath();
    for (const place of stretch) pen.lineTo(...edge(place, 1));
    for (const place of stretch.toReversed()) pen.lineTo(...edge(place, -1));
    pen.fill();
  }
  pen.globalAlpha = 1;
  pen.lineJoin = 'round';
  for (const kind of KINDS) {
    pen.lineWidth = STROKES[kind].width * px;
    pen.setLineDash(STROKES[kind].dash.map((length) => length * px));
    pen.beginPath();
    for (const stretch of stretches(line, ofKind(kind), style.breaks))
      stretch.forEach((place, i) => (i === 0 ? pen.moveTo(x(place), y(line[place]!.value)) : pen.lineTo(x(place), y(line[place]!.value))));
    pen.stroke();
  }
  pen.setLineDash([]);
  if (style.withPoints) line.forEach((value, place) => value && drawPoint(pen, x(place), y(value.value), value, style, px));
  pen.restore();
}

function drawPoint(pen: CanvasRenderingContext2D, x: number, y: number, value: Value, { stroke, surface }: Style, px: number): void {
  const kind = kindOf(value);
  const radius = RADIUS * px;
  pen.lineWidth = 1.25 * px;
  pen.beginPath();
  if (kind === 'degraded') {
    pen.moveTo(x - radius, y - radius);
    pen.lineTo(x + radius, y + radius);
    pen.moveTo(x + radius, y - radius);
    pen.lineTo(x - radius, y + radius);
  } else {
    pen.arc(x, y, radius, 0, 2 * Math.PI);
    pen.fillStyle = kind === 'sent' ? stroke : surface;
    pen.fill();
  }
  pen.stroke();
}
