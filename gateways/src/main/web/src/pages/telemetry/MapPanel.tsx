import { useSignal, type ReadonlySignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { useShortcuts } from '../../app/shortcuts';
import { shade } from '../../app/theme';
import { Icon, ICONS } from '../../design/Icon';
import { Panel } from '../../design/Panel';
import { MapCanvas } from './mapcanvas';
import { mapInWords, metres, type Trail } from './mapscene';
import { placeName } from './position';

interface Props {
  readonly trails: readonly Trail[];
  /** The moment that is pointed at in the charts, ms. */
  readonly at: number | undefined;
  readonly pick: (vin: string) => void;
  /** Rises when words should be renewed. */
  readonly beat: ReadonlySignal<number>;
}

/** Where the drawn vehicles are and were, on plain ground. */
export function MapPanel({ trails, at, pick, beat }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const map = useSignal<MapCanvas | undefined>(undefined);
  const picked = useRef(pick);
  picked.current = pick;
  useEffect(() => {
    if (!canvas.current) return;
    const drawn = new MapCanvas(canvas.current, (vin) => picked.current(vin));
    map.value = drawn;
    return () => drawn.destroy();
  }, []);
  useEffect(() => map.value?.show(trails, at), [map.value, trails, at]);
  useEffect(() => map.value?.shade(), [map.value, shade.value]);
  const drawn = trails.filter(({ isDrawn }) => isDrawn);
  const who = drawn.map(({ vin }) => vin).join(' ');
  useEffect(() => {
    if (map.value?.follows.peek()) map.value.fit();
  }, [who]);
  useShortcuts([{ keys: 'f', does: 'Fit the map', run: () => map.value?.fit() }]);
  const follows = map.value?.follows.value ?? true;
  const words = useSignal('');
  useEffect(() => void (words.value = mapInWords(trails)), [Math.floor(beat.value / 4), who]);
  const last = drawn.length === 1 ? drawn[0]?.fixes.at(-1) : undefined;
  return (
    <Panel
      title="Position"
      class="map"
      flush
      aside={
        <>
          {last && (
            <span class="number map-place">
              {placeName(last)}
              {last.within !== undefined && <span class="quiet"> ±{metres(last.within)}</span>}
            </span>
          )}
          <span class="buttons">
            <button type="button" class="button bare" aria-label="Zoom in" title="Zoom in (+)" onClick={() => map.value?.zoom(true)}>
              <Icon path={ICONS.more} />
            </button>
            <button type="button" class="button bare" aria-label="Zoom out" title="Zoom out (−)" onClick={() => map.value?.zoom(false)}>
              <Icon path={ICONS.less} />
            </button>
            <button type="button" class="button" aria-pressed={follows} title="Show all of it, and keep it in sight (f)" onClick={() => map.value?.fit()} data-testid="fit">
              Fit
            </button>
          </span>
        </>
      }
    >
      <canvas
        ref={canvas}
        tabIndex={0}
        role="application"
        aria-roledescription="map"
        aria-label="Map. Arrow keys move it, plus and minus zoom, 0 fits it."
        aria-describedby="map-in-words"
        data-testid="map"
      />
      <p class="heard" id="map-in-words">
        {words.value}
      </p>
    </Panel>
  );
}
