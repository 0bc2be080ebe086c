import { signal } from '@preact/signals';
import { batched } from '../../live/batch';
import { openSocket } from '../../live/socket';
import { Track } from './imu/track';
import { readMessage, type HubMessage } from './message';
import { Path } from './trajectory/path';

/** Drawing more often than this costs more than eyes can see. */
const LEAST_MS = 66;
/** Messages held between two drawings; beyond it the oldest are skipped, as when the tab is hidden. */
const HELD_MOST = 6000;

export type Viewer = ReturnType<typeof openViewer>;

/** What became of a command, or who has a device. */
export type Notice = Extract<HubMessage, { readonly type: 'ack' | 'control' }>;

/**
 * The viewers' socket and what has come of it; `version` rises, at most 15 times a second, when there is news. Notices
 * to pilots are passed on at once.
 *
 * @param device whose samples and poses are wanted; undefined for everyone's
 */
export function openViewer(device: string | undefined) {
  const track = new Track();
  const path = new Path();
  const version = signal(0);
  const skipped = signal(0);
  const restarts = signal(0);
  const poseTimes: number[] = [];
  const listeners = new Set<(notice: Notice) => void>();
  let held: { readonly message: HubMessage; readonly at: number }[] = [];
  let socket: WebSocket | undefined;
  /** Commands on this socket, which the hub counts too, whichever device each is for. */
  let commands = 0;

  function take(): void {
    for (const { message, at } of held) {
      if (message.type === 'imu') track.add(message.sample, at);
      else if (message.type === 'pose') {
        path.add(message.pose, message.ns);
        poseTimes.push(at);
      } else if (message.type === 'dropped') skipped.value += message.count;
      else if (message.type === 'restart') {
        path.clear();
        restarts.value++;
      }
    }
    held = [];
    version.value++;
  }

  const batch = batched(take, LEAST_MS);

  function onText(raw: string): void {
    const message = readMessage(raw);
    if (message?.type === 'ack' || message?.type === 'control') return listeners.forEach((listener) => listener(message));
    if (!message) return;
    held.push({ message, at: performance.now() });
    if (held.length > HELD_MOST) {
      skipped.value += HELD_MOST / 2;
      held = held.slice(-HELD_MOST / 2);
    }
    batch.touch();
  }

  const live = openSocket(`/hub/ws/viewer?ack=1${device === undefined ? '' : `&device=${encodeURIComponent(device)}`}`, {
    onText,
    connect: (url) => {
      commands = 0;
      return (socket = new WebSocket(url));
    },
  });

  function send(text: string): boolean {
    if (socket?.readyState !== WebSocket.OPEN) return false;
    socket.send(text);
    return true;
  }

  return {
    device, track, path, version, skipped, restarts,
    link: live.link,
    retry: live.retry,
    /** Poses that came within the last two seconds, a second. */
    poseRate(): number {
      const since = performance.now() - 2000;
      const fresh = poseTimes.findIndex((at) => at >= since);
      poseTimes.splice(0, fresh < 0 ? poseTimes.length : fresh);
      return poseTimes.length / 2;
    },
    /** @return whether it is on its way */
    send,
    /** Sends a command, and tells the number by which the hub speaks of it; undefined when it cannot be sent. */
    command: (text: string): string | undefined => (send(text) ? String(++commands) : undefined),
    listen(listener: (notice: Notice) => void): () => void {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close() {
      live.close();
      batch.stop();
    },
  };
}
