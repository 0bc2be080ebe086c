import { BufferAttribute, BufferGeometry, Color, DynamicDrawUsage, Group, LineBasicMaterial, LineSegments, PerspectiveCamera, Scene, WebGLRenderer } from 'three';
import { Line2 } from 'three/addons/lines/Line2.js';
import { LineGeometry } from 'three/addons/lines/LineGeometry.js';
import { LineMaterial } from 'three/addons/lines/LineMaterial.js';
import { LineSegments2 } from 'three/addons/lines/LineSegments2.js';
import { LineSegmentsGeometry } from 'three/addons/lines/LineSegmentsGeometry.js';
import { colour } from '../../../app/theme';
import { frustumEdges } from './frustum';
import { approach, eye, fit, START, VIEW, type Orbit } from './orbit';
import { roundStep, type Path } from './path';
import type { Vector } from './pose';
import type { Up } from './up';

const TILT: Readonly<Record<Up, number>> = { '−y': Math.PI, z: -Math.PI / 2, y: 0 };
/** Lines of the ground to each side. */
const GROUND = 12;
/** Milliseconds in which the eye comes most of the way to what it follows. */
const EASE_MS = 220;
const STILL = 0.002;
/** How much farther off it stands, since what it follows is at the path's end and not in its middle. */
const ASIDE = 1.3;
const TOKENS = ['ink', 'accent', 'line', 'line-strong', 'series-4', 'series-5', 'series-6'] as const;
/** Milliseconds between two drawings: poses come faster than anyone sees, and without a graphics card each takes long. */
const APART_MS = 30;
const APART_SOFTWARE_MS = 250;
const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render/i;
type Inks = Readonly<Record<(typeof TOKENS)[number], Color>>;

/** Whether there is no graphics card that draws. */
function isSoftware(gl: WebGLRenderingContext | WebGL2RenderingContext): boolean {
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  return info !== null && SOFTWARE.test(String(gl.getParameter(info.UNMASKED_RENDERER_WEBGL)));
}

function readInks(): Inks {
  return Object.fromEntries(TOKENS.map((token) => [token, new Color(colour(token))])) as unknown as Inks;
}

/** The path, the camera at its end and the ground below, drawn only when something has changed. */
export class TrajectoryScene {
  orbit: Orbit = START;
  follows = true;
  /** Metres that one square of the ground is wide. */
  square = 1;
  private readonly renderer: WebGLRenderer;
  private readonly scene = new Scene();
  private readonly world = new Group();
  private readonly camera = new PerspectiveCamera((VIEW * 180) / Math.PI, 1, 0.01, 1000);
  private readonly trail = new Line2(new LineGeometry(), new LineMaterial({ vertexColors: true, linewidth: 2.25 }));
  private readonly cone = new LineSegments2(new LineSegmentsGeometry(), new LineMaterial({ linewidth: 1.75 }));
  private readonly axes = new LineSegments2(new LineSegmentsGeometry(), new LineMaterial({ vertexColors: true, linewidth: 2 }));
  private readonly ground = new LineSegments(new BufferGeometry(), new LineBasicMaterial({ vertexColors: true }));
  private inks: Inks = readInks();
  private path: Path | undefined;
  private frame = 0;
  private waiting: ReturnType<typeof setTimeout> | undefined;
  private isStale = false;
  private readonly software: boolean;
  private up: Up = '−y';
  private drawnPoints = -1;
  private drawnGround = '';
  /** Whether someone has chosen how near to look. */
  private isChosen = false;
  private drawnAt = 0;

  /** @param calm whether the eye jumps instead of gliding */
  constructor(private readonly canvas: HTMLCanvasElement, private readonly calm: () => boolean) {
    this.renderer = new WebGLRenderer({ canvas, antialias: true, alpha: true, powerPreference: 'low-power' });
    this.software = isSoftware(this.renderer.getContext());
    this.world.add(this.trail, this.cone, this.axes, this.ground);
    this.scene.add(this.world);
    for (const one of this.world.children) one.frustumCulled = false;
    this.trail.visible = this.cone.visible = false;
    this.ground.renderOrder = -1;
    this.shade();
    this.turnUp(this.up);
  }

  /** Draws what a path has become, soon. */
  show(path: Path): void {
    this.path = path;
    this.isStale = true;
    this.touch();
  }

  private build(path: Path): void {
    this.isStale = false;
    if (path.points.length > 1 && path.count !== this.drawnPoints) this.drawTrail(path);
    this.trail.visible = path.points.length > 1;
    this.drawnPoints = path.count;
    if (path.pose) {
      this.cone.geometry.dispose();
      this.cone.geometry = new LineSegmentsGeometry().setPositions(frustumEdges(path.pose, this.reach(path) * 0.09).flat());
    }
    this.cone.visible = path.pose !== undefined;
  }

  /** Takes the theme's colours. */
  shade(): void {
    this.inks = readInks();
    this.cone.material.color = this.inks.ink;
    this.drawnGround = '';
    this.drawnPoints = -1;
    this.drawAxes();
    if (this.path) this.show(this.path);
    this.touch();
  }

  turnUp(up: Up): void {
    if (this.up === up && this.drawnGround !== '') return;
    this.up = up;
    this.world.rotation.x = TILT[up];
    this.world.updateMatrixWorld();
    this.drawnGround = '';
    this.fit();
  }

  /** Has all of the path in sight. */
  fit(): void {
    this.isChosen = false;
    const whole = this.whole();
    if (whole) this.orbit = whole;
    this.touch();
  }

  look(orbit: Orbit): void {
    this.isChosen ||= orbit.distance !== this.orbit.distance;
    this.orbit = orbit;
    this.touch();
  }

  resize(width: number, height: number): void {
    if (width === 0 || height === 0) return;
    this.renderer.setPixelRatio(this.software ? 1 : Math.min(2, devicePixelRatio));
    this.renderer.setSize(width, height, false);
    this.camera.aspect = width / height;
    this.camera.updateProjectionMatrix();
    this.touch();
  }

  destroy(): void {
    cancelAnimationFrame(this.frame);
    clearTimeout(this.waiting);
    for (const { geometry, material } of [this.trail, this.cone, this.axes, this.ground]) {
      geometry.dispose();
      material.dispose();
    }
    this.renderer.dispose();
  }

  touch(): void {
    if (this.frame !== 0 || this.waiting !== undefined) return;
    const wait = this.drawnAt + (this.software ? APART_SOFTWARE_MS : APART_MS) - performance.now();
    if (wait <= 0) this.frame = requestAnimationFrame(() => this.draw());
    else this.waiting = setTimeout(() => {
      this.waiting = undefined;
      this.frame = requestAnimationFrame(() => this.draw());
    }, wait);
  }

  private draw(): void {
    this.frame = 0;
    if (this.isStale && this.path) this.build(this.path);
    this.follow();
    this.drawGround();
    const { distance, target } = this.orbit;
    this.camera.near = distance / 100;
    this.camera.far = distance * 100;
    this.camera.position.set(...eye(this.orbit));
    this.camera.lookAt(...target);
    this.camera.updateProjectionMatrix();
    this.renderer.render(this.scene, this.camera);
    this.canvas.dataset['drawn'] = String(Number(this.canvas.dataset['drawn'] ?? 0) + 1);
  }

  /** Comes nearer to the camera at the end of the path, and, until someone chooses, to where all of it is in sight. */
  private follow(): void {
    const now = performance.now();
    const part = this.calm() ? 1 : 1 - Math.exp(-(now - this.drawnAt) / EASE_MS);
    this.drawnAt = now;
    const last = this.path?.points.at(-1);
    if (!this.follows || !last) return;
    const goal = this.turned(last);
    const distance = this.isChosen ? this.orbit.distance : (this.whole()?.distance ?? this.orbit.distance / ASIDE) * ASIDE;
    const off = Math.hypot(...goal.map((value, n) => value - (this.orbit.target[n] ?? 0)), distance - this.orbit.distance);
    if (off === 0) return;
    const arrives = off < STILL * this.orbit.distance;
    this.orbit = approach({ ...this.orbit, distance: this.orbit.distance + (distance - this.orbit.distance) * (arrives ? 1 : part) }, goal, arrives ? 1 : part);
    if (!arrives) this.touch();
  }

  /** From where all of the path is in sight; undefined when there is none. */
  private whole(): Orbit | undefined {
    if (!this.path || this.path.points.length === 0) return undefined;
    const { low, high } = this.path.box;
    const [a, b] = [this.turned(low), this.turned(high)];
    const pick = (choose: (x: number, y: number) => number): Vector => [choose(a[0], b[0]), choose(a[1], b[1]), choose(a[2], b[2])];
    return fit(this.orbit, { low: pick(Math.min), high: pick(Math.max) }, this.camera.aspect);
  }

  private reach(path: Path): number {
    return Math.max(0.25, path.extent);
  }

  private turned(point: Vector): Vector {
    const [x, y, z] = point;
    const turned: Readonly<Record<Up, Vector>> = { '−y': [x, -y, -z], z: [x, z, -y], y: [x, y, z] };
    return turned[this.up];
  }

  /** The older a point, the more it sinks into the ground's colour. */
  private drawTrail({ points }: Path): void {
    const { accent: fresh, 'line-strong': old } = this.inks;
    const places = new Float32Array(points.length * 3);
    const shades = new Float32Array(points.length * 3);
    const tone = new Color();
    points.forEach((point, n) => {
      places.set(point, n * 3);
      tone.lerpColors(old, fresh, (n / (points.length - 1)) ** 0.7).toArray(shades, n * 3);
    });
    this.trail.geometry.dispose();
    this.trail.geometry = new LineGeometry().setPositions(places).setColors(shades);
  }

  /** The world's x, y and z from where it begins. */
  private drawAxes(): void {
    const size = this.square;
    const shades = (['series-4', 'series-6', 'series-5'] as const).flatMap((token) => [...this.inks[token].toArray(), ...this.inks[token].toArray()]);
    this.axes.geometry.dispose();
    this.axes.geometry = new LineSegmentsGeometry().setPositions([0, 0, 0, size, 0, 0, 0, 0, 0, 0, size, 0, 0, 0, 0, 0, 0, size]).setColors(shades);
  }

  private drawGround(): void {
    const square = roundStep(this.orbit.distance / 9);
    const [x, , z] = this.orbit.target;
    const middle = [Math.round(x / square) * square, Math.round(z / square) * square] as const;
    const key = `${square} ${middle.join(' ')} ${this.up}`;
    if (key === this.drawnGround) return;
    this.drawnGround = key;
    if (square !== this.square) {
      this.square = square;
      this.drawAxes();
      this.canvas.dispatchEvent(new Event('square'));
    }
    const { line, 'line-strong': strong } = this.inks;
    const [points, shades]: [number[], number[]] = [[], []];
    for (let n = -GROUND; n <= GROUND; n++) {
      const [px, pz] = [middle[0] + n * square, middle[1] + n * square];
      const reach = GROUND * square;
      points.push(...this.straight([px, 0, middle[1] - reach]), ...this.straight([px, 0, middle[1] + reach]));
      points.push(...this.straight([middle[0] - reach, 0, pz]), ...this.straight([middle[0] + reach, 0, pz]));
      for (const at of [px, pz]) {
        const tone = Math.abs(at) < square / 2 ? strong : line;
        shades.push(...tone.toArray(), ...tone.toArray());
      }
    }
    const set = (name: string, values: number[]): void => void this.ground.geometry.setAttribute(name, new BufferAttribute(Float32Array.from(values), 3).setUsage(DynamicDrawUsage));
    set('position', points);
    set('color', shades);
  }

  /** From the picture's axes back into the world's. */
  private straight([x, y, z]: Vector): Vector {
    const straight: Readonly<Record<Up, Vector>> = { '−y': [x, -y, -z], z: [x, -z, y], y: [x, y, z] };
    return straight[this.up];
  }
}
