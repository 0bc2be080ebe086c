import { expect, test } from 'vitest';
import { readStreams } from './streams';

test('should list open streams first', () => {
  const streams = readStreams([
    { stream: 'a', open: false, owner: '', epoch: 1, partition: 0, viewers: 0, description: {} },
    { stream: 'b', open: true, owner: 'gw', epoch: 2, partition: 3, viewers: 2, frames_per_second: 29.9, latency_ms: 4, dropped: 1, description: { format: 'h264', source: 'drone', nested: {} } },
  ]);

  expect(streams.map(({ id }) => id)).toEqual(['b', 'a']);
  expect(streams[0]).toMatchObject({ partition: 3, viewers: 2, description: 'h264 · drone', framesPerSecond: 29.9, takenIn: 4, dropped: 1 });
});

test('should tell streams of pictures alone', () => {
  const streams = readStreams([{ stream: 'phone', form: 'jpeg', open: true, owner: 'gw', viewers: 0, description: {} }, { stream: 'drone', form: 'h264', open: true }]);

  expect(streams.map(({ id, pictures }) => [id, pictures])).toEqual([['drone', false], ['phone', true]]);
});

test('should leave out what is no stream', () => {
  expect(readStreams([null, 1, {}, { stream: '' }, { stream: ['x'] }])).toEqual([]);
  expect(readStreams('none')).toEqual([]);
});
