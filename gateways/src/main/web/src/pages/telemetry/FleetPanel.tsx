import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { useShortcuts } from '../../app/shortcuts';
import { ago } from '../../design/format';
import { Icon, ICONS } from '../../design/Icon';
import { Panel } from '../../design/Panel';
import { hasPosition, isDegraded, protocolName, shortVin, silence, STALE_MS, type Track } from './fleet';
import { figure, VIEWS } from './metrics';
import { DRAWN_MOST, find, solo, toggle, type Selection } from './selection';

/** From so many vehicles on, they can be searched. */
const LONG = 8;

interface Props {
  readonly tracks: readonly Track[];
  readonly selection: Selection;
  readonly choose: (vins: readonly string[]) => void;
}

/** Every vehicle: how it stands, and whether it is drawn. */
export function FleetPanel({ tracks, selection, choose }: Props) {
  const typed = useSignal('');
  const field = useRef<HTMLInputElement>(null);
  const now = Date.now();
  const isLong = tracks.length > LONG;
  const found = isLong ? find(tracks, typed.value, now) : tracks;
  const degraded = tracks.filter(isDegraded).length;
  useShortcuts([{ keys: '/', does: 'Find a vehicle', run: () => field.current?.focus() }]);
  return (
    <Panel
      title="Vehicles"
      class="fleet"
      flush
      aside={
        <>
          {degraded > 0 && tracks.length > 1 && <span class="badge warn">{degraded} degraded</span>}
          {selection.isChosen ? (
            <button type="button" class="button" onClick={() => choose([])} data-testid="show-all">
              {tracks.length > DRAWN_MOST ? 'Reset' : 'All'}
            </button>
          ) : (
            <span class="number">{tracks.length}</span>
          )}
        </>
      }
    >
      {isLong && (
        <div class="fleet-find">
          <Icon path={ICONS.find} />
          <input
            ref={field}
            type="search"
            placeholder="Number, protocol, degraded, silent"
            aria-label="Find vehicles by number, protocol, degraded or silent"
            value={typed.value}
            onInput={({ currentTarget }) => (typed.value = currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Escape') return;
              typed.value = '';
              event.currentTarget.blur();
            }}
          />
        </div>
      )}
      <ul class="fleet-list" data-testid="vehicles">
        {found.map((track) => (
          <Row key={track.vin} track={track} isAlone={tracks.length === 1} selection={selection} choose={choose} now={now} />
        ))}
        {found.length === 0 && <li class="fleet-none quiet">No vehicle is like that.</li>}
      </ul>
      {tracks.length > DRAWN_MOST && (
        <p class="fleet-foot quiet" role="status">
          Drawn: {selection.drawn.length} of {tracks.length}, at most {DRAWN_MOST}
        </p>
      )}
    </Panel>
  );
}

interface RowProps {
  readonly track: Track;
  readonly isAlone: boolean;
  readonly selection: Selection;
  readonly choose: (vins: readonly string[]) => void;
  readonly now: number;
}

function Row({ track, isAlone, selection, choose, now }: RowProps) {
  const name = shortVin(track.vin);
  const silent = silence(track, now);
  const isStale = silent > STALE_MS;
  const isDrawn = selection.drawn.includes(track);
  const isOnly = selection.isChosen && selection.only === track;
  const isFull = !isDrawn && selection.drawn.length >= DRAWN_MOST;
  const speed = track.samples.at(-1)?.values.speed;
  const about = [protocolName(track), hasPosition(track) ? '' : 'no position'].filter(Boolean).join(' · ');
  return (
    <li class={`fleet-row${isStale ? ' stale' : ''}${isOnly ? ' only' : ''}${isDrawn ? '' : ' undrawn'}`} style={{ '--tone': `var(--${selection.tone(track)})` }}>
      {isAlone ? (
        <span class="dot" />
      ) : (
        <input
          type="checkbox"
          checked={isDrawn}
          disabled={isFull}
          aria-label={`Draw ${name}`}
          title={isFull ? `At most ${DRAWN_MOST} are drawn` : 'Draw it'}
          onChange={() => choose(toggle(selection, track))}
        />
      )}
      <button type="button" disabled={isAlone} aria-pressed={isOnly} title={track.vin || 'The server did not say which vehicle'} onClick={() => choose(solo(selection, track))}>
        <span class="fleet-name number">{name}</span>
        {isDegraded(track) && <span class="badge warn">degraded</span>}
        <span class="fleet-speed number">
          {figure(speed && { ...speed, bound: undefined }, 0)} <span class="quiet">{VIEWS.speed.unit}</span>
        </span>
        <span class="fleet-about quiet">{about}</span>
        <span class="fleet-seen number quiet">{isStale ? `silent, ${ago(silent)}` : ago(silent)}</span>
      </button>
    </li>
  );
}
