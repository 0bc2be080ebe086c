import { expect, test } from 'vitest';
import type { Topic } from './answers';
import { flow, isInternal } from './flow';

const topic = (name: string, recordsPerSecond = 1, group?: string, lag = 0): Topic => ({
  name, partitions: 1, records: 1, recordsPerSecond, bytesPerSecond: undefined,
  consumers: group ? [{ group, lag }] : [],
});

test('should lead from gateway through topic and topology to what is derived', () => {
  const columns = flow(
    [topic('telemetry.compressed', 5, 'reconstruction', 3), topic('telemetry.records', 5), topic('video.packets', 30)],
    [{ capability: 'hub', socket: '/ws/video', count: 1, dropped: 0 }],
    String,
  );

  expect(columns.map(({ nodes }) => nodes.map(({ name }) => name))).toEqual([
    ['hub', 'telemetry'], ['video.packets', 'telemetry.compressed'], ['reconstruction'], ['telemetry.records'],
  ]);
  expect(columns[0]?.nodes.map(({ figure }) => figure)).toEqual(['1 client', '0 clients']);
  expect(columns[1]?.channels).toEqual([{ from: 1, to: 0, perSecond: 5 }]);
  expect(columns[2]?.nodes[0]?.figure).toBe('lag 3');
  expect(columns[2]?.channels).toEqual([{ from: 0, to: 0, perSecond: 5 }]);
});

test('should leave out what Kafka Streams keeps for itself', () => {
  expect(['_schemas', '__consumer_offsets', 'a-v1-store-changelog', 'a-x-repartition'].every(isInternal)).toBe(true);
  expect(isInternal('video.packets')).toBe(false);
});

test('should draw nothing of nothing', () => {
  expect(flow([], [], String).every(({ nodes, channels }) => nodes.length === 0 && channels.length === 0)).toBe(true);
});
