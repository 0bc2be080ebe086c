import { useSignal, type ReadonlySignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { recall, remember } from '../../../app/memory';
import { shade } from '../../../app/theme';
import { Empty } from '../../../design/Empty';
import { Icon, ICONS } from '../../../design/Icon';
import { Panel } from '../../../design/Panel';
import { handle } from './hands';
import { zoom } from './orbit';
import type { Path } from './path';
import type { TrajectoryScene } from './scene';
import { UPS } from './up';

interface Props {
  readonly path: Path;
  /** Rises when the path has grown. */
  readonly version: ReadonlySignal<number>;
  /** Poses a second, of late. */
  readonly rate: () => number;
}

const ZOOM = 1.25;
const calmly = matchMedia('(prefers-reduced-motion: reduce)');

/** Where the camera has been and which way it looks, in space. */
export function TrajectoryPanel({ path, version, rate }: Props) {
  const home = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const scene = useSignal<TrajectoryScene | undefined>(undefined);
  const failed = useSignal('');
  const follows = useSignal(true);
  const square = useSignal(1);
  const wanted = useSignal(UPS.find((known) => known === recall('trajectory.up')));
  const now = version.value;
  const isThere = path.count > 0;
  const up = wanted.value ?? path.up;

  useEffect(() => {
    if (!isThere || !canvas.current || !home.current) return;
    const [drawnOn, around] = [canvas.current, home.current];
    let undo = (): void => undefined;
    let isGone = false;
    import('./scene').then(
      ({ TrajectoryScene: Made }) => {
        if (isGone) return;
        try {
          const made = new Made(drawnOn, () => calmly.matches);
          const resized = new ResizeObserver(() => made.resize(around.clientWidth, around.clientHeight));
          resized.observe(around);
          made.resize(around.clientWidth, around.clientHeight);
          drawnOn.addEventListener('square', () => (square.value = made.square));
          const letGo = handle(drawnOn, made, { onPan: () => (follows.value = false), onFit: () => (follows.value = false, made.fit()) });
          undo = () => (resized.disconnect(), letGo(), made.destroy());
          scene.value = made;
        } catch {
          failed.value = 'This browser draws no WebGL here, so there is no picture in space.';
        }
      },
      () => (failed.value = 'The part that draws in space could not be loaded. Reload to try again.'),
    );
    return () => {
      isGone = true;
      scene.value = undefined;
      undo();
    };
  }, [isThere]);
  useEffect(() => scene.value?.turnUp(up), [scene.value, up]);
  useEffect(() => scene.value?.show(path), [scene.value, now]);
  useEffect(() => scene.value?.shade(), [scene.value, shade.value]);
  useEffect(() => {
    if (!scene.value) return;
    scene.value.follows = follows.value;
    scene.value.touch();
  }, [scene.value, follows.value]);

  const all = (): void => {
    follows.value = false;
    scene.value?.fit();
  };
  const nearer = (factor: number): void => scene.value?.look(zoom(scene.value.orbit, factor));
  const choose = (chosen: string): void => {
    wanted.value = UPS.find((known) => known === chosen);
    remember('trajectory.up', chosen);
  };
  const place = path.pose?.position;
  return (
    <Panel
      title="Trajectory"
      class="trajectory"
      flush
      aside={
        isThere && (
          <>
            <span class="buttons">
              <button type="button" class="button bare" aria-label="Zoom in" title="Zoom in (+)" onClick={() => nearer(1 / ZOOM)}>
                <Icon path={ICONS.more} />
              </button>
              <button type="button" class="button bare" aria-label="Zoom out" title="Zoom out (−)" onClick={() => nearer(ZOOM)}>
                <Icon path={ICONS.less} />
              </button>
              <button type="button" class="button bare" aria-label="Show all of it" title="Show all of it (0)" onClick={all}>
                <Icon path={ICONS.expand} />
              </button>
            </span>
            <button type="button" class="button" aria-pressed={follows.value} title="Keep the camera in the middle" onClick={() => (follows.value = !follows.value)} data-testid="follow">
              Follow
            </button>
          </>
        )
      }
    >
      {failed.value && <p class="notice warn trajectory-failed">{failed.value}</p>}
      {isThere ? (
        <div class="trajectory-picture" ref={home}>
          <canvas
            ref={canvas}
            tabIndex={0}
            role="application"
            aria-roledescription="view in space"
            aria-label="Trajectory. Arrow keys turn it, with shift they move it, plus and minus zoom, 0 shows all of it."
            aria-describedby="trajectory-in-words"
            data-testid="trajectory"
            data-poses={path.count}
          />
          <label class="trajectory-up" title="Which way is up in the world of the poses">
            Up{' '}
            <select value={wanted.value ?? ''} onChange={(event) => choose(event.currentTarget.value)}>
              <option value="">auto ({path.up})</option>
              {UPS.map((one) => (
                <option key={one}>{one}</option>
              ))}
            </select>
          </label>
          <p class="trajectory-square quiet number">{metres(square.value)} a square</p>
        </div>
      ) : (
        <Empty title="No poses yet" waiting>
          The path of a camera, as a SLAM service finds it, is drawn here. To see one: <code>./millrace replay trajectory.jsonl --device drone-1</code>
        </Empty>
      )}
      {place && (
        <dl class="trajectory-figures number" id="trajectory-in-words">
          {(['x', 'y', 'z'] as const).map((axis, n) => (
            <div key={axis}>
              <dt>{axis}</dt>
              <dd>{fixed(place[n] ?? 0)} m</dd>
            </div>
          ))}
          <div>
            <dt>Travelled</dt>
            <dd>{metres(path.length)}</dd>
          </div>
          <div>
            <dt>Poses</dt>
            <dd>{rate().toFixed(0)} /s</dd>
          </div>
        </dl>
      )}
    </Panel>
  );
}

function fixed(value: number): string {
  return (Math.abs(value) < 100 ? value.toFixed(2) : value.toFixed(0)).replace('-', '−');
}

function metres(value: number): string {
  if (value < 1) return `${Number((value * 100).toPrecision(2))} cm`;
  return value < 1000 ? `${Number(value.toPrecision(3))} m` : `${Number((value / 1000).toPrecision(3))} km`;
}
