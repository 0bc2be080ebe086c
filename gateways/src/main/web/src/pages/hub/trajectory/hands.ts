import { pan, turn, zoom, type Orbit } from './orbit';

interface Looked {
  readonly orbit: Orbit;
  look(orbit: Orbit): void;
}

interface Hands {
  /** The point that is looked at was moved by hand. */
  onPan(): void;
  onFit(): void;
}

const TURN = Math.PI;
const STEP = Math.PI / 24;
const PAN_STEP = 0.06;
const ZOOM_STEP = 1.2;

/** Lets pointers, the wheel and the keyboard turn, move and zoom what is looked at. @return undoes it */
export function handle(canvas: HTMLCanvasElement, scene: Looked, { onPan, onFit }: Hands): () => void {
  const gone = new AbortController();
  const pointers = new Map<number, { x: number; y: number }>();
  const on = <K extends keyof HTMLElementEventMap>(type: K, act: (event: HTMLElementEventMap[K]) => void, options: AddEventListenerOptions = {}): void =>
    canvas.addEventListener(type, act, { ...options, signal: gone.signal });

  function drag(event: PointerEvent, dx: number, dy: number): void {
    if (event.shiftKey || event.buttons > 1) move(-dx, dy);
    else scene.look(turn(scene.orbit, -dx * TURN, dy * TURN));
  }

  function move(right: number, up: number): void {
    scene.look(pan(scene.orbit, right, up));
    onPan();
  }

  /** Two fingers: apart zooms, together moves. */
  function pinch(from: readonly Point[], to: readonly Point[]): void {
    const [a, b, c, d] = [...from, ...to] as [Point, Point, Point, Point];
    const [before, after] = [Math.hypot(a.x - b.x, a.y - b.y), Math.hypot(c.x - d.x, c.y - d.y)];
    if (after > 0) scene.look(zoom(scene.orbit, before / after));
    move(-(c.x + d.x - a.x - b.x) / 2 / canvas.clientHeight, (c.y + d.y - a.y - b.y) / 2 / canvas.clientHeight);
  }

  on('pointerdown', (event) => {
    canvas.setPointerCapture(event.pointerId);
    if (pointers.size < 2) pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  });
  on('pointermove', (event) => {
    const last = pointers.get(event.pointerId);
    if (!last) return;
    const from = [...pointers.values()];
    pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    const size = canvas.clientHeight || 1;
    if (pointers.size === 2) pinch(from, [...pointers.values()]);
    else drag(event, (event.clientX - last.x) / size, (event.clientY - last.y) / size);
  });
  for (const end of ['pointerup', 'pointercancel', 'lostpointercapture'] as const) on(end, (event) => void pointers.delete(event.pointerId));
  on('contextmenu', (event) => event.preventDefault());
  on(
    'wheel',
    (event) => {
      // A page that is scrolled past the picture shall not stop at it.
      if (document.activeElement !== canvas && !event.ctrlKey) return;
      event.preventDefault();
      scene.look(zoom(scene.orbit, 1.0015 ** event.deltaY));
    },
    { passive: false },
  );
  on('keydown', (event) => {
    if (event.metaKey || event.ctrlKey || event.altKey) return;
    const [h, v] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key] ?? [0, 0];
    if (h === undefined || v === undefined) return;
    if ((h !== 0 || v !== 0) && event.shiftKey) move(h * PAN_STEP, v * PAN_STEP);
    else if (h !== 0 || v !== 0) scene.look(turn(scene.orbit, h * STEP, v * STEP));
    else if (event.key === '+' || event.key === '=') scene.look(zoom(scene.orbit, 1 / ZOOM_STEP));
    else if (event.key === '-') scene.look(zoom(scene.orbit, ZOOM_STEP));
    else if (event.key === '0') onFit();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  return () => gone.abort();
}

interface Point {
  readonly x: number;
  readonly y: number;
}
