import { expect, test } from 'vitest';
import { readMessage } from './message';

const NOW = 1_766_000_000_000;
const record = {
  timestamp: 1_765_999_000_000, speed: 39.599998474121094, battery: 80, power: -3.5, odometer: 12.5, heading: 90,
  received_at: '2026-11-21T00:34:49.796403',
};

test('should read a telemetry message of the legacy dialect', () => {
  const message = readMessage(
    JSON.stringify({
      type: 'telemetry', data: record, vehicle_vin: '000001',
      compression_stats: { total_readings: 12, transmitted_readings: 7, skipped_readings: 5, compression_ratio: 41.67 },
    }),
    NOW,
  );

  expect(message).toMatchObject({
    type: 'sample',
    sample: { vin: '000001', values: { speed: { value: record.speed, provenance: 'transmitted', bound: undefined }, heading: { value: 90 } } },
    compression: { total: 12, transmitted: 7, skipped: 5, ratio: 41.67, bytes: undefined },
  });
});

test('should read what that saved in bytes, where the server says it', () => {
  const stats = { total_readings: 12, transmitted_readings: 7, skipped_readings: 5, compression_ratio: 41.67 };
  const read = (more: object): unknown => {
    const message = readMessage(JSON.stringify({ type: 'telemetry', data: record, compression_stats: { ...stats, ...more } }), NOW);
    return message?.type === 'sample' ? message.compression?.bytes : message;
  };

  expect(read({ packet_bytes: 60, full_bytes: 200 })).toEqual({ sent: 60, full: 200 });
  for (const torn of [{ packet_bytes: 60 }, { packet_bytes: -1, full_bytes: 9 }, { packet_bytes: 0, full_bytes: 0 }, { packet_bytes: 'x', full_bytes: 9 }])
    expect(read(torn)).toBeUndefined();
});

test('should prefer the full vehicle number and say what was predicted, and how well', () => {
  const data = { ...record, vehicle_vin: '5YJ3E1EA1KF000001', protocol: 'closed-loop', provenance: { speed: 'predicted', power: 'degraded' }, bounds: { speed: 0.5 } };

  const message = readMessage(JSON.stringify({ type: 'telemetry', data, vehicle_vin: '000001' }), NOW);

  expect(message).toMatchObject({
    sample: {
      vin: '5YJ3E1EA1KF000001', protocol: 'closed-loop',
      values: { speed: { provenance: 'predicted', bound: 0.5 }, power: { provenance: 'degraded', bound: undefined } },
    },
    compression: undefined,
  });
});

test('should read all other signals, and the position out of them', () => {
  const signal = (value: unknown, bound?: unknown) => ({ value, provenance: 'predicted', bound });
  const signals = { latitude: signal(48.1, 0.00001), longitude: signal(11.5, 0.00001), voltage: signal(390, -1), torn: signal('x'), none: 4 };

  const message = readMessage(JSON.stringify({ type: 'telemetry', data: { ...record, signals } }), NOW);

  const sample = message?.type === 'sample' ? message.sample : undefined;
  expect([...(sample?.signals.keys() ?? [])]).toEqual(['latitude', 'longitude', 'voltage']);
  expect(sample?.signals.get('voltage')).toEqual({ value: 390, provenance: 'predicted', bound: undefined });
  expect(sample?.position).toMatchObject({ latitude: 48.1, longitude: 11.5, degraded: false });
});

test('should read history without vehicles, leaving out what is no record', () => {
  const message = readMessage(JSON.stringify({ type: 'history', data: [record, null, 5, { speed: 1 }] }), NOW);

  expect(message).toMatchObject({ type: 'history', samples: [{ vin: '' }] });
});

test('should read a log line of an unknown level as information', () => {
  expect(readMessage('{"type":"log","message":"[KAFKA] Received: Speed","log_type":"loud"}', NOW)).toEqual({
    type: 'log', line: { level: 'info', message: '[KAFKA] Received: Speed' },
  });
});

test('should take the arrival for the time of a record that has none', () => {
  expect(readMessage('{"type":"telemetry","data":{"timestamp":1,"received_at":"soon"}}', NOW)).toMatchObject({
    sample: { at: NOW, values: { speed: undefined } },
  });
});

test('should be unmoved by hostile input', () => {
  const hostile = [
    '', '{', 'null', '[]', '"telemetry"', '5', '{"type":"telemetry"}', '{"type":"telemetry","data":NaN}',
    '{"type":"telemetry","data":{"timestamp":"now"}}', '{"type":"telemetry","data":[1]}', '{"type":{"toString":1}}',
    '{"type":"restart"}', '{"__proto__":{"type":"log"}}',
    '{"type":"telemetry","data":{"timestamp":null,"signals":[]}}', `${'['.repeat(5000)}`,
  ];
  for (const raw of hostile) expect(readMessage(raw, NOW)).toBeUndefined();
});

test('should bound what it keeps of an oversized message', () => {
  const line = readMessage(JSON.stringify({ type: 'log', message: 'x'.repeat(1_000_000) }), NOW);
  const history = readMessage(JSON.stringify({ type: 'history', data: new Array(5000).fill(record) }), NOW);

  const names = Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`s${n}`, { value: n }]));
  const wide = readMessage(JSON.stringify({ type: 'telemetry', data: { ...record, signals: names } }), NOW);

  expect(wide?.type === 'sample' && wide.sample.signals.size).toBe(64);
  expect(line?.type === 'log' && line.line.message.length).toBeLessThan(1000);
  expect(history?.type === 'history' && history.samples.length).toBe(1000);
});

test('should hear how many messages did not come', () => {
  expect(readMessage('{"type":"dropped","count":12}', NOW)).toEqual({ type: 'dropped', count: 12 });
});
