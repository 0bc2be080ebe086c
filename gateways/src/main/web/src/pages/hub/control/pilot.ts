import { signal, type ReadonlySignal } from '@preact/signals';
import type { Link } from '../../../live/link';
import type { Notice } from '../viewer';
import { movement, nowNs, rotation, write, type Command } from './commands';
import type { Sticks } from './keys';
import { Pacer } from './pacer';
import { CENTRE, isCentre, shape, strongest, type Stick } from './sticks';

/** Whether this page alone steers the device. */
export type Having =
  | { readonly state: 'free' }
  | { readonly state: 'asking' }
  | { readonly state: 'held' }
  /** It was asked for in vain, or is over; with the reason. */
  | { readonly state: 'without'; readonly reason: string };

/** What became of the last command that is no stick's. */
export interface Fate {
  readonly command: Command;
  readonly state: 'sent' | 'accepted' | 'delivered' | 'expired' | 'refused' | 'unsent';
  readonly sockets: number;
  readonly reason: string;
}

/** What moves a stick. */
export type Hand = 'pointer' | 'keys' | 'gamepad';

/** The way to the device. */
export interface Line {
  readonly link: ReadonlySignal<Link>;
  send(text: string): boolean;
  /** Sends a command, and tells the number by which the hub speaks of it; undefined when it cannot be sent. */
  command(text: string): string | undefined;
  listen(listener: (notice: Notice) => void): () => void;
  /** Whether every command on it goes to the device, so that none need name it. */
  readonly isOwn: boolean;
}

const DEAD_ZONE: Readonly<Record<Hand, number>> = { pointer: 0.08, keys: 0, gamepad: 0.14 };
const HANDS: readonly Hand[] = ['pointer', 'keys', 'gamepad'];
const OVER: Having = { state: 'without', reason: 'the time is over' };
const STILL: Sticks = { move: CENTRE, turn: CENTRE };
const ANSWERS_WITHIN_MS = 4000;
/** How long a device is had where the hub does not say. */
const HAD_MS = 10_000;
const TICK_MS = 25;
const NUMBERS_MOST = 256;

export type Pilot = ReturnType<typeof openPilot>;

/**
 * Steers one device. Sticks count only while the device is had; whatever takes the pilot's hand or eye away centres
 * them at once, and says so to the device.
 */
export function openPilot(device: string, line: Line, now: () => number = () => performance.now()) {
  const having = signal<Having>({ state: 'free' });
  const sticks = signal<Sticks>(STILL);
  const fate = signal<Fate | undefined>(undefined);
  const roundTrip = signal<number | undefined>(undefined);
  const reach = signal(0.5);
  const hands: Record<Hand, Sticks> = { pointer: STILL, keys: STILL, gamepad: STILL };
  const pacers = { move: new Pacer(), turn: new Pacer() };
  let lease = '';
  let asked: ReturnType<typeof setTimeout> | undefined;
  let renewal: ReturnType<typeof setTimeout> | undefined;
  let expiry: ReturnType<typeof setTimeout> | undefined;
  let sent = new Map<string, { readonly at: number; readonly command: Command }>();
  let isLive = false;

  function say(command: Command): boolean {
    const number = line.command(write(command, nowNs(), line.isOwn ? undefined : device));
    if (number === undefined) return false;
    sent.set(number, { at: now(), command });
    if (sent.size > NUMBERS_MOST) sent = new Map([...sent].slice(-NUMBERS_MOST / 2));
    return true;
  }

  function tick(): void {
    if (having.value.state !== 'held') return;
    const at = now();
    if (pacers.move.take(sticks.value.move, at)) say(movement(sticks.value.move));
    if (pacers.turn.take(sticks.value.turn, at)) say(rotation(sticks.value.turn));
  }

  function combine(): void {
    const shaped = (which: keyof Sticks): Stick =>
      strongest(HANDS.map((hand) => shape(hands[hand][which], { deadZone: DEAD_ZONE[hand], reach: reach.value })));
    sticks.value = having.value.state === 'held' ? { move: shaped('move'), turn: shaped('turn') } : STILL;
    tick();
  }

  /** The dead man's part: both sticks to the centre, now. */
  function letGo(): void {
    for (const hand of HANDS) hands[hand] = STILL;
    sticks.value = STILL;
    const at = now();
    if (pacers.move.centre(at)) say(movement(CENTRE));
    if (pacers.turn.centre(at)) say(rotation(CENTRE));
  }

  function end(next: Having): void {
    clearTimeout(asked);
    clearTimeout(renewal);
    clearTimeout(expiry);
    letGo();
    having.value = next;
  }

  function ask(): boolean {
    return line.send(JSON.stringify({ type: 'take_control', device, ...(lease && { lease }), timestamp: String(nowNs()) }));
  }

  function take(): void {
    if (having.value.state === 'asking' || having.value.state === 'held') return;
    if (!ask()) return void (having.value = { state: 'without', reason: 'the hub is not connected' });
    having.value = { state: 'asking' };
    asked = setTimeout(() => end({ state: 'without', reason: 'the hub gave no answer' }), ANSWERS_WITHIN_MS);
  }

  function release(): void {
    const was = having.value.state;
    end({ state: 'free' });
    if (was === 'held' || was === 'asking') line.send(JSON.stringify({ type: 'release_control', device, timestamp: String(nowNs()) }));
  }

  /** A pilot who looks but does not steer says nothing, so time is asked for before it is over. */
  function held(forMs: number): void {
    clearTimeout(asked);
    clearTimeout(renewal);
    clearTimeout(expiry);
    renewal = setTimeout(ask, forMs / 2);
    expiry = setTimeout(() => end(OVER), forMs);
    if (having.value.state === 'held') return;
    having.value = { state: 'held' };
    combine();
  }

  function onNotice(notice: Notice): void {
    if (notice.type === 'ack') return onFate(notice.ack.id, notice.ack);
    const { control } = notice;
    if (control.device !== device) return;
    if (control.state === 'taken') {
      if (having.value.state !== 'asking' && having.value.state !== 'held') return;
      lease = control.lease;
      held(control.expiresInMs ?? HAD_MS);
    } else if (control.state === 'lost') end(OVER);
    else if (control.state === 'refused') end({ state: 'without', reason: control.reason || 'the hub refused' });
    else if (control.state === 'released' && having.value.state === 'held') end({ state: 'free' });
  }

  function onFate(id: string, ack: { readonly state: string; readonly sockets: number; readonly reason: string }): void {
    const known = sent.get(id);
    if (!known) return;
    if (ack.state === 'delivered') roundTrip.value = now() - known.at;
    const state = (['accepted', 'delivered', 'expired', 'refused'] as const).find((one) => one === ack.state);
    if (state && fate.value?.command === known.command) fate.value = { ...fate.value, state, sockets: ack.sockets, reason: ack.reason };
  }

  const stopListening = line.listen(onNotice);
  const stopWatching = line.link.subscribe(({ state }) => {
    const was = isLive;
    isLive = state === 'live';
    if (isLive) sent.clear();
    else if (was && having.value.state !== 'free') end({ state: 'without', reason: 'the connection was lost' });
  });
  const timer = setInterval(tick, TICK_MS);
  return {
    device, having, sticks, fate, roundTrip, reach, take, release, letGo,
    /** Where a hand has its sticks, each from −1 to 1. */
    steer(hand: Hand, to: Partial<Sticks>): void {
      hands[hand] = { ...hands[hand], ...to };
      combine();
    },
    /** A single command, not a stick's. */
    order(command: Command): void {
      fate.value = { command, state: say(command) ? 'sent' : 'unsent', sockets: 0, reason: '' };
    },
    isStill: () => isCentre(sticks.value.move) && isCentre(sticks.value.turn),
    close() {
      release();
      stopListening();
      stopWatching();
      clearInterval(timer);
    },
  };
}
