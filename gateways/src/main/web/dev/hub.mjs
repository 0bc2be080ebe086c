// The hub's viewers and devices: a drone that flies, one that is away, and who may steer which.
import { randomUUID } from 'node:crypto';
import { Flight } from './flight.mjs';

const BATCH_MS = 50;
const SAMPLES = 5;
const LEASE_MS = 10_000;
const ANSWER_MS = 8;
const COMMANDS = ['joystick', 'movement', 'rotation', 'camera', 'flightmode'];

export class Hub {
  /** @param others besides the drone: a phone, and a tablet that is away */
  constructor(others) {
    this.others = others;
    this.flight = new Flight();
    this.viewers = new Map();
    this.held = new Map();
    this.samples = 0;
    this.begun = Date.now();
    this.said = 'Hovering';
    let beats = 0;
    setInterval(() => this.beat(beats++), BATCH_MS);
  }

  beat(n) {
    const last = BigInt(Date.now()) * 1_000_000n;
    for (let i = SAMPLES - 1; i >= 0; i--) {
      const sample = { type: 'imu_data', timestamp: 0, ...this.flight.sample() };
      this.samples++;
      const inner = JSON.stringify(sample).replace('"timestamp":0', `"timestamp":${last - BigInt(i) * 10_000_000n}`);
      this.show(`{"type":"imu_data","imu_data":${inner}}`);
    }
    if (n % 2 === 0) this.show(`{"type":"trajectory_update","pose":{"timestamp_ns":${last},"pose":${JSON.stringify(this.flight.pose())}}}`);
  }

  show(text) {
    for (const [client, { device }] of this.viewers) if (!device || device === 'mill-drone') client.send(text);
  }

  join(client, query) {
    const viewer = { device: query.get('device') ?? undefined, optedIn: query.get('ack') === '1', id: randomUUID(), commands: 0 };
    this.viewers.set(client, viewer);
    client.on('message', (data, isBinary) => !isBinary && this.hear(client, viewer, String(data)));
    client.on('close', () => this.viewers.delete(client));
  }

  hear(client, viewer, text) {
    let said;
    try {
      said = JSON.parse(text);
    } catch {
      return;
    }
    const device = said.device ?? viewer.device ?? 'all';
    const tell = (json) => viewer.optedIn && setTimeout(() => client.send(JSON.stringify(json)), ANSWER_MS);
    const other = this.held.get(device);
    const isTaken = other && other.holder !== viewer.id && other.until > Date.now();
    if (said.type === 'take_control') {
      if (device === 'all') return tell({ type: 'control', device, state: 'refused', reason: 'device must name one device' });
      if (isTaken) return tell({ type: 'control', device, state: 'refused', reason: 'another pilot has the device' });
      this.held.set(device, { holder: viewer.id, until: Date.now() + LEASE_MS });
      return tell({ type: 'control', device, state: 'taken', lease: viewer.id, expires_in_ms: LEASE_MS });
    }
    if (said.type === 'release_control') {
      if (!isTaken) this.held.delete(device);
      return tell({ type: 'control', device, state: 'released' });
    }
    if (!COMMANDS.includes(said.type)) return;
    const id = said.id ?? ++viewer.commands;
    if (isTaken && said.action !== 'land') return tell({ type: 'ack', id, state: 'refused', reason: 'another pilot has the device' });
    if (said.type === 'flightmode') this.said = said.action === 'land' ? 'Landing' : 'Taking off';
    tell({ type: 'ack', id, state: 'accepted' });
    tell({ type: 'ack', id, state: 'delivered', sockets: 2 });
  }

  devices() {
    const now = new Date().toISOString();
    const ago = (minutes) => new Date(Date.now() - minutes * 60_000).toISOString();
    const minutes = (Date.now() - this.begun) / 60_000;
    const report = (json) => ({ received_at: now, report: json });
    const battery = (percentage) => report({ type: 'battery_status', percentage: Math.max(1, Math.round(percentage - minutes)), status_text: 'discharging' });
    const drone = { device: 'mill-drone', present: true, channels: ['phone', 'video'], last_seen: now, reports: { battery_status: battery(78), status_message: report({ message: this.said }) } };
    if (!this.others) return [drone];
    return [
      drone,
      { device: 'phone-north', present: true, channels: ['phone'], last_seen: now, reports: { battery_status: battery(17), error_message: report({ message: 'Camera', error: 'too dark' }) } },
      { device: 'tablet-2', present: false, channels: [], last_seen: ago(134), reports: { battery_status: report({ percentage: -1, status_text: 'unknown' }) } },
    ];
  }

  clocks() {
    const clock = (offset, within) => ({ offset_ns: Math.round(offset * 1e6), uncertainty_ns: Math.round(within * 1e6), round_trip_ns: Math.round(within * 2e6) });
    return {
      platform: { time: new Date().toISOString(), synchronised: true },
      devices: [{ device: 'mill-drone', clocks: { epoch: clock(-3.2 + Math.random() / 5, 0.8) } }, ...(this.others ? [{ device: 'phone-north', clocks: { epoch: clock(412, 6) } }] : [])],
    };
  }

  imus() {
    return [{ device: 'mill-drone', rate: 100, received: this.samples + 4, emitted: this.samples, duplicates: 3, late: 1, gaps: 0 }];
  }
}
