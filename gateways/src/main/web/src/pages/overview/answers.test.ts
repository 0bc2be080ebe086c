import { expect, test } from 'vitest';
import { readPlatform, readTopics } from './answers';

test('should read what the server answers', () => {
  const platform = readPlatform({
    instance: 'a1', version: '0.1.0', uptime_s: 12,
    parts: [{ name: 'broker', state: 'ready', detail: '' }],
    clients: [{ capability: 'hub', socket: '/ws/video', count: 2, dropped: 3 }],
  });

  expect(platform.parts).toEqual([{ name: 'broker', state: 'ready', detail: '' }]);
  expect(platform.clients).toEqual([{ capability: 'hub', socket: '/ws/video', count: 2, dropped: 3 }]);
});

test('should list topics by name with their consumers', () => {
  const topics = readTopics([
    { topic: 'video.packets', partitions: 6, records: 10, rate_per_s: 30, bytes_per_s: 500, consumers: [] },
    { topic: 'telemetry.records', partitions: 6, records: 9, rate_per_s: 3.5, consumers: [{ group: 'g', lag: 4 }] },
  ]);

  expect(topics.map(({ name }) => name)).toEqual(['telemetry.records', 'video.packets']);
  expect(topics[0]).toMatchObject({ recordsPerSecond: 3.5, bytesPerSecond: undefined, consumers: [{ group: 'g', lag: 4 }] });
});

test('should read anything else as an empty platform', () => {
  for (const junk of [undefined, null, 7, 'x', [], [[]], { parts: 1, clients: 'x' }, { parts: [null, 3, {}] }]) {
    expect(readPlatform(junk).parts.every(({ state }) => state === 'down')).toBe(true);
    expect(() => readTopics(junk)).not.toThrow();
  }
});

test('should take no count below zero and none that is not finite', () => {
  const [topic] = readTopics([{ topic: 't', records: -5, rate_per_s: '9', consumers: [{ group: 'g', lag: null }] }]);

  expect(topic).toMatchObject({ records: 0, recordsPerSecond: 0, consumers: [{ lag: 0 }] });
});
