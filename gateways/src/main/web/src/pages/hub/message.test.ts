import { expect, test } from 'vitest';
import { parseExactly, readMessage, readNanos } from './message';

const imu = (timestamp: string): string =>
  `{"type": "imu_data", "imu_data": {"type": "imu_data", "timestamp": ${timestamp}, "accelerometer": {"x": 1.0, "y": -9.81, "z": 0.25}, "gyroscope": {"x": 0.0, "y": 0.1, "z": -0.2}}}`;

function nanosOf(raw: string): bigint | undefined {
  const message = readMessage(raw);
  return message?.type === 'imu' ? message.sample.ns : undefined;
}

test('should keep every nanosecond of an integer time stamp', () => {
  expect(nanosOf(imu('1739402161351000001'))).toBe(1739402161351000001n);
  expect(nanosOf(imu('"1739402161351000003"'))).toBe(1739402161351000003n);
  expect(nanosOf(imu('1.5e+18'))).toBe(1_500_000_000_000_000_000n);
  expect(nanosOf(imu('42'))).toBe(42n);
});

test('should take a reading whose time stamp is none', () => {
  expect(readMessage(imu('"yesterday"'))).toMatchObject({ type: 'imu', sample: { ns: undefined, acceleration: [1, -9.81, 0.25] } });
});

test('should leave alone digits inside a text', () => {
  const said = JSON.stringify({ note: '"timestamp": 12345678901234567890 ,', timestamp: 1 });

  expect(parseExactly(said)).toEqual(JSON.parse(said));
});

test('should read axes that were written as text', () => {
  const raw = '{"type":"imu_data","imu_data":{"timestamp":1,"accelerometer":{"x":"1.5","y":2,"z":3},"gyroscope":{"x":0,"y":0,"z":0}}}';

  expect(readMessage(raw)).toMatchObject({ sample: { acceleration: [1.5, 2, 3] } });
});

test('should read a pose under each of its names', () => {
  const matrix = '[[1,0,0,1.5],[0,1,0,2],[0,0,1,3],[0,0,0,1]]';
  for (const pose of [`{"timestamp_ns":1739402159030000001,"pose":${matrix}}`, `{"timestamp_ns":"1739402159030000001","pose_matrix":${matrix}}`])
    expect(readMessage(`{"type":"trajectory_update","pose":${pose}}`)).toMatchObject({ type: 'pose', ns: 1739402159030000001n, pose: { position: [1.5, 2, 3] } });
});

test('should read what became of a command, its id a number or a text', () => {
  expect(readMessage('{"type":"ack","id":7,"state":"delivered","sockets":2}')).toMatchObject({ type: 'ack', ack: { id: '7', state: 'delivered', sockets: 2 } });
  expect(readMessage('{"type":"ack","id":"a1","state":"refused","reason":"taken"}')).toMatchObject({ ack: { id: 'a1', sockets: 0, reason: 'taken' } });
});

test('should read who has a device', () => {
  expect(readMessage('{"type":"control","device":"d","state":"taken","lease":"0123","expires_in_ms":9990}')).toMatchObject({ type: 'control', control: { device: 'd', state: 'taken', expiresInMs: 9990 } });
});

test('should make nothing of junk', () => {
  const junk = ['', '{', '[]', '5', 'null', '{"type":"imu_data"}', '{"type":"imu_data","imu_data":{"accelerometer":{"x":1,"y":null,"z":2},"gyroscope":{}}}',
    '{"type":"trajectory_update","pose":{"pose":[[1,2],[3]]}}', '{"type":"trajectory_update","pose":{"pose":"x"}}', '{"type":"other"}'];

  expect(junk.map(readMessage)).toEqual(junk.map(() => undefined));
});

test('should make no time of what is none', () => {
  expect([readNanos(NaN), readNanos(1e30), readNanos(''), readNanos('12.x'), readNanos(null)]).toEqual([undefined, undefined, undefined, undefined, undefined]);
});
