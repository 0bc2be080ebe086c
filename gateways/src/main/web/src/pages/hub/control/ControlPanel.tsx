import { useSignal, type Signal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { Empty } from '../../../design/Empty';
import { Panel } from '../../../design/Panel';
import type { Device } from '../devices/answers';
import type { Viewer } from '../viewer';
import type { FlightAction } from './commands';
import { readPads } from './gamepad';
import { isSteering, readKeys } from './keys';
import { openPilot, type Fate, type Having, type Pilot } from './pilot';
import { CENTRE, type Stick } from './sticks';
import { StickPad } from './StickPad';

interface Props {
  readonly devices: readonly Device[] | undefined;
  readonly chosen: Device | undefined;
  readonly choose: (id: string) => void;
  readonly viewer: Viewer;
  /** The device that is had here, for the rest of the page to know. */
  readonly held: Signal<string | undefined>;
}

/** Steers one device, once this page has it to itself. */
export function ControlPanel({ devices, chosen, ...others }: Props) {
  return chosen ? (
    <Cockpit key={chosen.id} device={chosen} devices={devices ?? []} {...others} />
  ) : (
    <Panel title="Control" class="control">
      <Empty title="Nothing to steer">
        Once a phone or a drone is connected to <code>/hub/ws/phone</code>, it can be taken and steered here.
      </Empty>
    </Panel>
  );
}

const GAMEPAD_MS = 40;

interface CockpitProps extends Omit<Props, 'devices' | 'chosen'> {
  readonly device: Device;
  readonly devices: readonly Device[];
}

function Cockpit({ device, devices, choose, viewer, held }: CockpitProps) {
  const pilot = useMemo(() => openPilot(device.id, { ...viewer, isOwn: viewer.device === device.id }), [viewer, device.id]);
  useEffect(() => () => pilot.close(), [pilot]);
  const seat = useRef<HTMLDivElement>(null);
  const having = pilot.having.value;
  const isHeld = having.state === 'held';
  const keys = useKeys(pilot);
  const hasPad = useGamepad(pilot, isHeld);
  useDeadMan(pilot);
  useEffect(() => {
    held.value = isHeld ? device.id : undefined;
    return () => void (held.value = undefined);
  }, [isHeld]);
  useEffect(() => {
    if (isHeld) seat.current?.focus({ preventScroll: true });
  }, [isHeld]);
  const sticks = pilot.sticks.value;
  const isConnected = viewer.link.value.state === 'live';
  return (
    <Panel title="Control" class="control" aside={<State having={having} roundTrip={isHeld ? pilot.roundTrip.value : undefined} />}>
      <div class="control-who">
        <label>
          <span class="heard">Device to steer</span>
          <select value={device.id} disabled={isHeld} onChange={(event) => choose(event.currentTarget.value)} data-testid="control-device">
            {devices.map(({ id, present }) => (
              <option key={id} value={id}>
                {present ? id : `${id} (away)`}
              </option>
            ))}
          </select>
        </label>
        {isHeld || having.state === 'asking' ? (
          <button type="button" class="button" onClick={pilot.release} data-testid="release">
            Release
          </button>
        ) : (
          <button type="button" class="button primary" onClick={pilot.take} disabled={!isConnected || !device.present} data-testid="take">
            Take control
          </button>
        )}
      </div>
      <div
        ref={seat}
        class={isHeld ? 'cockpit held' : 'cockpit'}
        tabIndex={isHeld ? 0 : -1}
        role="application"
        aria-label="Sticks. W, A, S and D move; the arrow keys turn and climb; shift halves; escape releases control."
        data-testid="cockpit"
        {...keys.events}
      >
        <StickPad name="Move" across="side" up="ahead" value={sticks.move} active={isHeld} onMove={(move: Stick) => pilot.steer('pointer', { move })} />
        <StickPad name="Turn" across="yaw" up="climb" value={sticks.turn} active={isHeld} onMove={(turn: Stick) => pilot.steer('pointer', { turn })} />
      </div>
      <p class="control-help quiet">
        {isHeld && !keys.isListening ? (
          'Click the sticks, or tab to them, to steer with keys.'
        ) : isHeld ? (
          <>
            <kbd>W</kbd> <kbd>A</kbd> <kbd>S</kbd> <kbd>D</kbd> move, <kbd>←</kbd> <kbd>→</kbd> turn, <kbd>↑</kbd> <kbd>↓</kbd> climb, <kbd>⇧</kbd> halves, <kbd>esc</kbd> releases{hasPad ? '. Gamepad ready.' : ''}
          </>
        ) : (
          'One pilot at a time. The sticks spring back when you look away, or when the connection is lost.'
        )}
      </p>
      <label class="control-reach">
        <span>Reach</span>
        <input type="range" min="10" max="100" step="5" value={pilot.reach.value * 100} onInput={(event) => (pilot.reach.value = Number(event.currentTarget.value) / 100)} aria-valuetext={`${Math.round(pilot.reach.value * 100)} percent of full deflection`} />
        <span class="number">{Math.round(pilot.reach.value * 100)} %</span>
      </label>
      <Orders pilot={pilot} isHeld={isHeld} isConnected={isConnected} />
    </Panel>
  );
}

function State({ having, roundTrip }: { readonly having: Having; readonly roundTrip: number | undefined }) {
  const [tone, words] = {
    free: ['', 'Not in control'],
    asking: ['calm', 'Asking…'],
    held: ['good', 'In control'],
    without: ['warn', 'Not in control'],
  }[having.state] as [string, string];
  return (
    <>
      {roundTrip !== undefined && (
        <span class="number" title="From here to the device's socket and back">
          {roundTrip.toFixed(0)} ms
        </span>
      )}
      <span class={`badge ${tone}`} role="status" data-testid="control-state" data-state={having.state} title={having.state === 'without' ? having.reason : undefined}>
        <span class={having.state === 'held' ? 'dot beating' : 'dot hollow'} />
        {words}
      </span>
    </>
  );
}

const QUESTIONS: Readonly<Record<FlightAction, { readonly title: string; readonly about: string; readonly yes: string }>> = {
  takeoff: { title: 'Take off?', about: 'It starts its motors and rises by itself. See that nobody is near.', yes: 'Take off' },
  land: { title: 'Land now?', about: 'It comes down where it is, whoever steers it.', yes: 'Land' },
};

/** Single commands: the camera, and flying itself, after asking. */
function Orders({ pilot, isHeld, isConnected }: { readonly pilot: Pilot; readonly isHeld: boolean; readonly isConnected: boolean }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const asked = useSignal<FlightAction>('land');
  const ask = (action: FlightAction): void => {
    asked.value = action;
    pilot.letGo();
    dialog.current?.showModal();
  };
  const confirm = (): void => {
    dialog.current?.close();
    pilot.order({ type: 'flightmode', action: asked.value });
  };
  const question = QUESTIONS[asked.value];
  const having = pilot.having.value;
  return (
    <>
      <div class="orders">
        <span class="orders-name" id="orders-flight">
          Flight
        </span>
        <span class="orders-buttons" role="group" aria-labelledby="orders-flight">
          <button type="button" class="button" disabled={!isHeld} onClick={() => ask('takeoff')} data-testid="takeoff">
            Take off…
          </button>
          <button type="button" class="button" disabled={!isConnected} onClick={() => ask('land')} title="Anybody may, at any time" data-testid="land">
            Land…
          </button>
        </span>
        <span class="orders-name" id="orders-camera">
          Camera
        </span>
        <span class="orders-buttons" role="group" aria-labelledby="orders-camera">
          <button type="button" class="button" disabled={!isHeld} onClick={() => pilot.order({ type: 'camera', action: 'on' })} data-testid="camera-on">
            On
          </button>
          <button type="button" class="button" disabled={!isHeld} onClick={() => pilot.order({ type: 'camera', action: 'off' })}>
            Off
          </button>
        </span>
      </div>
      <p class={having.state === 'without' ? 'control-word warn toned' : 'control-word quiet'} role="status" data-testid="control-word">
        {having.state === 'without' ? `Not in control: ${having.reason}.` : told(pilot.fate.value)}
      </p>
      <dialog ref={dialog} class="confirm" aria-labelledby="flight-title">
        <h2 id="flight-title">{question.title}</h2>
        <p>
          <strong>{pilot.device}</strong>: {question.about}
        </p>
        <footer>
          <button type="button" class="button" onClick={() => dialog.current?.close()}>
            Cancel
          </button>
          <button type="button" class="button danger" onClick={confirm} data-testid="flight-confirm">
            {question.yes}
          </button>
        </footer>
      </dialog>
    </>
  );
}

function told(fate: Fate | undefined): string {
  if (!fate) return '';
  const what = fate.command.type === 'flightmode' ? (fate.command.action === 'land' ? 'Landing' : 'Take-off') : fate.command.type === 'camera' ? `Camera ${fate.command.action}` : fate.command.type;
  const how: Readonly<Record<Fate['state'], string>> = {
    sent: 'sent',
    accepted: 'accepted, on its way',
    delivered: `delivered to ${fate.sockets} socket${fate.sockets === 1 ? '' : 's'}`,
    expired: 'not delivered in time',
    refused: `refused: ${fate.reason}`,
    unsent: 'not sent, there is no connection',
  };
  return `${what}: ${how[fate.state]}.`;
}

/** Keys steer while the sticks have the focus; when that goes, they are let go. */
function useKeys(pilot: Pilot) {
  const down = useRef(new Set<string>());
  const listening = useSignal(false);
  const say = (): void => pilot.steer('keys', readKeys(down.current));
  const events = {
    onKeyDown(event: KeyboardEvent): void {
      if (event.code === 'Escape') pilot.release();
      else if (!isSteering(event.code) || event.metaKey || event.ctrlKey || event.altKey) return;
      else {
        down.current.add(event.code);
        say();
      }
      event.preventDefault();
      event.stopPropagation();
    },
    onKeyUp(event: KeyboardEvent): void {
      if (down.current.delete(event.code)) say();
    },
    onFocus: () => void (listening.value = true),
    onBlur(): void {
      listening.value = false;
      down.current.clear();
      say();
    },
  };
  return { events, isListening: listening.value };
}

/** @return whether there is a gamepad that can be read */
function useGamepad(pilot: Pilot, isHeld: boolean): boolean {
  const there = useSignal(false);
  useEffect(() => {
    if (!isHeld || !('getGamepads' in navigator)) return;
    const timer = setInterval(() => {
      const sticks = document.hasFocus() ? readPads(navigator.getGamepads()) : undefined;
      there.value = sticks !== undefined;
      pilot.steer('gamepad', sticks ?? { move: CENTRE, turn: CENTRE });
    }, GAMEPAD_MS);
    return () => clearInterval(timer);
  }, [pilot, isHeld]);
  return there.value;
}

/** Nobody at the window, no steering; a tab that is not looked at gives the device back. */
function useDeadMan(pilot: Pilot): void {
  useEffect(() => {
    const gone = new AbortController();
    addEventListener('blur', pilot.letGo, { signal: gone.signal });
    addEventListener('pagehide', pilot.release, { signal: gone.signal });
    document.addEventListener('visibilitychange', () => document.hidden && pilot.release(), { signal: gone.signal });
    return () => gone.abort();
  }, [pilot]);
}
