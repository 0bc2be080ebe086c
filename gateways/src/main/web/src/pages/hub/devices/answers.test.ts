import { expect, test } from 'vitest';
import { offsetText, readClocks, readDevices, readImus } from './answers';

const battery = (report: unknown) => ({ device: 'd', present: true, reports: { battery_status: { received_at: '2026-01-01T00:00:00Z', report } } });

test('should list present devices first, with what they say', () => {
  const devices = readDevices([
    { device: 'a', present: false, channels: [], last_seen: '2026-01-01T00:00:00.123456789Z' },
    { device: 'b', present: true, channels: ['phone', 'video'], reports: {
      status_message: { received_at: '2026-01-01T00:00:02Z', report: { message: 'Hovering' } },
      error_message: { received_at: '2026-01-01T00:00:01Z', report: { message: 'GPS', error: 'weak' } },
    } },
  ]);

  expect(devices.map(({ id }) => id)).toEqual(['b', 'a']);
  expect(devices[0]).toMatchObject({ channels: ['phone', 'video'], said: { text: 'Hovering', isError: false } });
  expect(devices[1]?.lastSeen).toBe(Date.UTC(2026, 0, 1, 0, 0, 0, 123));
});

test('should know a battery whose charge is not known', () => {
  expect(readDevices([battery({ percentage: 80, status_text: 'ok' })])[0]?.battery).toEqual({ percent: 80, text: 'ok' });
  expect(readDevices([battery({ percentage: -1 })])[0]?.battery).toEqual({ percent: undefined, text: '' });
  expect(readDevices([battery('too long to be kept wh')])[0]?.battery).toBeUndefined();
});

test('should read the clocks of each device', () => {
  const answer = { platform: {}, devices: [{ device: 'd', clocks: { epoch: { offset_ns: -2_500_000, uncertainty_ns: 400_000 }, monotonic: { offset_at_most_ns: 5e9 }, odd: {} } }] };

  expect(readClocks(answer)).toEqual([
    { device: 'd', name: 'epoch', offset: -2.5, within: 0.4 },
    { device: 'd', name: 'monotonic', offset: 5000, within: undefined },
  ]);
});

test('should make nothing of junk', () => {
  for (const junk of [null, 5, 'x', {}, [null, 1, {}], { devices: 'x' }]) {
    expect(readDevices(junk)).toEqual([]);
    expect(readClocks(junk)).toEqual([]);
    expect(readImus(junk).every(({ device }) => device === '')).toBe(true);
  }
});

test('should say offsets in the unit that fits', () => {
  expect([0.42, -12.6, 1500, -90_000, 1.7e12].map(offsetText)).toEqual(['+0.4 ms', '−13 ms', '+1.5 s', '−2 min', '+19676 d']);
});
