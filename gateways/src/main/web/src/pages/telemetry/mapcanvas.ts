import { signal } from '@preact/signals';
import { drawMap, mixInks } from './mapink';
import type { Trail } from './mapscene';
import { fitted, moved, project, stillFits, zoomed, type Place, type Point, type Size, type View } from './mapview';

const STEP = 60;
const ZOOM = 1.4;
const CLICK_MOST = 5;
const NEAR = 18;

/** A map on a canvas that follows what is on it until somebody moves it, by pointer, wheel or keyboard. */
export class MapCanvas {
  /** Whether the map chooses by itself what it shows. */
  readonly follows = signal(true);
  private trails: readonly Trail[] = [];
  private at: number | undefined;
  private view: View | undefined;
  private anchor: Place | undefined;
  private size: Size = { width: 0, height: 0 };
  private frame = 0;
  private travelled = 0;
  private readonly pointers = new Map<number, Point>();
  private inks;
  private readonly gone = new AbortController();

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly onPick: (vin: string) => void,
  ) {
    this.inks = mixInks(canvas);
    const resized = new ResizeObserver(() => this.resize());
    resized.observe(canvas);
    this.resize();
    const { signal } = this.gone;
    signal.addEventListener('abort', () => resized.disconnect());
    canvas.addEventListener('pointerdown', (event) => this.press(event), { signal });
    canvas.addEventListener('pointermove', (event) => this.move(event), { signal });
    for (const end of ['pointerup', 'pointercancel'] as const) canvas.addEventListener(end, (event) => this.release(event), { signal });
    canvas.addEventListener('wheel', (event) => this.wheel(event), { signal, passive: false });
    canvas.addEventListener('keydown', (event) => this.key(event), { signal });
  }

  /** @param at the moment that is pointed at elsewhere, ms */
  show(trails: readonly Trail[], at: number | undefined): void {
    this.trails = trails;
    this.at = at;
    this.touch();
  }

  fit(): void {
    this.follows.value = true;
    this.view = undefined;
    this.touch();
  }

  zoom(isIn: boolean): void {
    const { width, height } = this.size;
    this.zoomAt(isIn ? 1 / ZOOM : ZOOM, { x: width / 2, y: height / 2 });
  }

  /** The theme is another one. */
  shade(): void {
    this.inks = mixInks(this.canvas);
    this.touch();
  }

  destroy(): void {
    this.gone.abort();
    cancelAnimationFrame(this.frame);
  }

  private touch(): void {
    if (this.frame === 0) this.frame = requestAnimationFrame(() => this.draw());
  }

  private draw(): void {
    this.frame = 0;
    if (this.follows.peek()) {
      const drawn = this.trails.filter(({ isDrawn }) => isDrawn).flatMap(({ fixes }) => fixes);
      if (!this.view || !stillFits(this.view, drawn, this.size)) this.view = fitted(drawn, this.size) ?? this.view;
    }
    const pen = this.canvas.getContext('2d');
    if (!pen || !this.view) return;
    this.anchor ??= this.view;
    pen.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    drawMap(pen, this.size, this.view, { trails: this.trails, at: this.at, anchor: this.anchor }, this.inks);
  }

  private resize(): void {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    this.size = { width, height };
    this.canvas.width = Math.round(width * devicePixelRatio);
    this.canvas.height = Math.round(height * devicePixelRatio);
    if (this.follows.peek()) this.view = undefined;
    this.draw();
  }

  private take(view: View): void {
    this.follows.value = false;
    this.view = view;
    this.touch();
  }

  private moveBy(dx: number, dy: number): void {
    if (this.view) this.take(moved(this.view, dx, dy, this.size));
  }

  private zoomAt(factor: number, around: Point): void {
    if (this.view) this.take(zoomed(this.view, factor, around, this.size));
  }

  private press(event: PointerEvent): void {
    if (event.button !== 0) return;
    this.canvas.setPointerCapture(event.pointerId);
    this.pointers.set(event.pointerId, { x: event.offsetX, y: event.offsetY });
    this.travelled = 0;
  }

  private move(event: PointerEvent): void {
    const now = { x: event.offsetX, y: event.offsetY };
    const before = this.pointers.get(event.pointerId);
    if (!before) {
      this.canvas.style.cursor = this.near(now) === undefined ? '' : 'pointer';
      return;
    }
    this.travelled += Math.hypot(now.x - before.x, now.y - before.y);
    const other = [...this.pointers].find(([id]) => id !== event.pointerId)?.[1];
    this.pointers.set(event.pointerId, now);
    if (this.travelled < CLICK_MOST) return;
    if (other) this.zoomAt(apart(before, other) / Math.max(1, apart(now, other)), other);
    else this.moveBy(now.x - before.x, now.y - before.y);
  }

  private release(event: PointerEvent): void {
    const was = this.pointers.get(event.pointerId);
    this.pointers.delete(event.pointerId);
    if (!was || event.type === 'pointercancel') return;
    this.canvas.focus({ preventScroll: true });
    const vin = this.travelled < CLICK_MOST ? this.near(was) : undefined;
    if (vin !== undefined) this.onPick(vin);
  }

  /** Scrolls the page as long as nobody has turned to the map. */
  private wheel(event: WheelEvent): void {
    if (!event.ctrlKey && document.activeElement !== this.canvas) return;
    event.preventDefault();
    this.zoomAt(Math.exp(Math.max(-60, Math.min(60, event.deltaY)) / 200), { x: event.offsetX, y: event.offsetY });
  }

  private key(event: KeyboardEvent): void {
    if (event.metaKey || event.ctrlKey || event.altKey) return;
    const act: Record<string, () => void> = {
      ArrowLeft: () => this.moveBy(STEP, 0),
      ArrowRight: () => this.moveBy(-STEP, 0),
      ArrowUp: () => this.moveBy(0, STEP),
      ArrowDown: () => this.moveBy(0, -STEP),
      '+': () => this.zoom(true),
      '=': () => this.zoom(true),
      '-': () => this.zoom(false),
      '0': () => this.fit(),
    };
    if (!Object.hasOwn(act, event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    act[event.key]?.();
  }

  private near(point: Point): string | undefined {
    const { view, size } = this;
    if (!view) return undefined;
    const found = this.trails
      .map(({ vin, fixes }) => ({ vin, off: apart(project(fixes.at(-1)!, view, size), point) }))
      .sort((a, b) => a.off - b.off)[0];
    return found && found.off < NEAR ? found.vin : undefined;
  }
}

function apart(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
