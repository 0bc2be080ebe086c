import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openSocket } from './socket';

/** Stands at the other end: the test opens and closes it. */
class FarEnd {
  binaryType = '';
  onopen?: () => void;
  onmessage?: (event: { data: unknown }) => void;
  onclose?: (event: { code: number; reason: string }) => void;
  close(): void {}
}

let ends: FarEnd[];

const whyClosed = async (): Promise<undefined> => undefined;

const connect = (): WebSocket => {
  const end = new FarEnd();
  ends.push(end);
  return end as unknown as WebSocket;
};

beforeEach(() => {
  vi.useFakeTimers();
  ends = [];
});
afterEach(() => vi.useRealTimers());

test('should say when it is live', () => {
  const socket = openSocket('/ws', { connect, whyClosed });
  expect(socket.link.value.state).toBe('connecting');

  ends[0]!.onopen!();

  expect(socket.link.value.state).toBe('live');
});

test('should come back after a loss, waiting longer each time', () => {
  const socket = openSocket('/ws', { connect, whyClosed, chance: () => 0, backoff: { base: 100, cap: 1000 } });

  ends[0]!.onclose!({ code: 1006, reason: '' });
  expect(socket.link.value.state).toBe('reconnecting');
  vi.advanceTimersByTime(49);
  expect(ends).toHaveLength(1);
  vi.advanceTimersByTime(1);
  expect(ends).toHaveLength(2);

  ends[1]!.onclose!({ code: 1006, reason: '' });
  vi.advanceTimersByTime(99);
  expect(ends).toHaveLength(2);
  vi.advanceTimersByTime(1);
  expect(ends).toHaveLength(3);
});

test('should start again at the shortest wait once a connection has held', () => {
  const socket = openSocket('/ws', { connect, whyClosed, chance: () => 0, backoff: { base: 100, cap: 10_000 } });
  for (let loss = 0; loss < 5; loss++) {
    ends.at(-1)!.onclose!({ code: 1006, reason: '' });
    vi.runOnlyPendingTimers();
  }

  ends.at(-1)!.onopen!();
  vi.advanceTimersByTime(6000);
  ends.at(-1)!.onclose!({ code: 1001, reason: 'going away' });

  expect(socket.link.value).toEqual({ state: 'reconnecting', at: Date.now() + 50 });
});

test('should not knock again where it was refused, until asked to', () => {
  const socket = openSocket('/ws', { connect, whyClosed });

  ends[0]!.onclose!({ code: 1008, reason: 'origin not allowed' });
  vi.advanceTimersByTime(60_000);

  expect(socket.link.value).toEqual({ state: 'refused', reason: 'origin not allowed' });
  expect(ends).toHaveLength(1);
  socket.retry();
  expect(ends).toHaveLength(2);
});

test('should ask why it was never let in, and stop knocking when told', async () => {
  const socket = openSocket('/ws', { connect, whyClosed: async () => 'a bearer token is wanted' });

  ends[0]!.onclose!({ code: 1006, reason: '' });
  await vi.advanceTimersByTimeAsync(60_000);

  expect(socket.link.value).toEqual({ state: 'refused', reason: 'a bearer token is wanted' });
  expect(ends).toHaveLength(1);
});

test('should pass text as text and binary as bytes', () => {
  const seen: unknown[] = [];
  openSocket('/ws', { connect, whyClosed, onText: (text) => seen.push(text), onBytes: (bytes) => seen.push([...bytes]) });

  ends[0]!.onmessage!({ data: 'hello' });
  ends[0]!.onmessage!({ data: new Uint8Array([1, 2]).buffer });
  ends[0]!.onmessage!({ data: { neither: true } });

  expect(seen).toEqual(['hello', [1, 2]]);
});

test('should stay closed once closed', () => {
  const socket = openSocket('/ws', { connect, whyClosed });

  socket.close();
  ends[0]!.onclose!({ code: 1006, reason: '' });
  vi.advanceTimersByTime(60_000);

  expect(ends).toHaveLength(1);
  expect(socket.link.value.state).toBe('closed');
});
