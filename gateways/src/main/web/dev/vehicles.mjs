// Vehicles that drive for ever. Most speak the closed loop, with position and bounds; every third is a legacy one.
import { ClosedLoop, Legacy } from './edges.mjs';

const NAMES = { speed: 'Speed', battery: 'Battery', power: 'Power', heading: 'Heading' };
/** Seconds of a vehicle's own time between two readings. */
const STEP_S = 0.3;
const DEGREE_M = 111_195;
const HISTORY_MOST = 100;

export class Drive {
  /** @param protocols `closed-loop`, `legacy`, or `mixed` */
  constructor(vehicles, rate, protocols) {
    this.clients = new Map();
    this.cars = Array.from({ length: vehicles }, (_, n) => new Car(n, protocols === 'legacy' || (protocols === 'mixed' && n % 3 === 2)));
    this.clear();
    let turn = 0;
    const next = (at) => this.tick(this.cars[turn++ % vehicles], at);
    for (let n = HISTORY_MOST; n > 0; n--) next(Date.now() - (n * 1000) / rate);
    setInterval(() => next(Date.now()), 1000 / rate);
  }

  clear() {
    this.stats = { total_readings: 0, transmitted_readings: 0, skipped_readings: 0, compression_ratio: 0, packet_bytes: 0, full_bytes: 0 };
    this.history = [];
  }

  join(client, full) {
    const log = (message, log_type) => client.send(JSON.stringify({ type: 'log', message, log_type }));
    log('Connected to telemetry server', 'success');
    client.send(JSON.stringify({ type: 'history', data: this.history.map((record) => shape(record, full)) }));
    log(`Loaded ${this.history.length} historical telemetry records`, 'info');
    this.clients.set(client, full);
    client.on('close', () => this.clients.delete(client));
  }

  log(message, log_type = 'info') {
    for (const client of this.clients.keys()) client.send(JSON.stringify({ type: 'log', message, log_type }));
  }

  tick(car, at) {
    const actual = car.drive();
    if (car.isSilent) return;
    const { odometer, ...values } = car.edge.send(actual);
    const local = new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString().slice(0, -1);
    const record = { timestamp: at - 400, ...car.shown(values), odometer: odometer?.value ?? actual.odometer, received_at: local, vin: car.vin, protocol: car.edge.protocol };
    const sent = Object.keys(NAMES).filter((name) => record.provenance[name] === 'transmitted');
    this.count(sent.length);
    this.history = [...this.history, record].slice(-HISTORY_MOST);
    this.log(`[KAFKA] Received: ${sent.map((name) => NAMES[name]).join(', ') || 'No updates'}`);
    for (const [client, full] of this.clients)
      client.send(JSON.stringify({ type: 'telemetry', data: shape(record, full), vehicle_vin: record.vin.slice(-6), compression_stats: this.stats }));
  }

  count(sent) {
    const stats = this.stats;
    stats.total_readings += 4;
    stats.transmitted_readings += sent;
    stats.skipped_readings += 4 - sent;
    stats.packet_bytes += 12 + 5 * sent;
    stats.full_bytes += 34;
    stats.compression_ratio = Math.round((stats.skipped_readings / stats.total_readings) * 10_000) / 100;
  }
}

class Car {
  constructor(n, isLegacy) {
    this.n = n;
    this.vin = `5YJ3E1EA${n % 10}KF${String(n + 1).padStart(6, '0')}`;
    this.edge = isLegacy ? new Legacy() : new ClosedLoop(n % 5 === 1);
    this.t = n * 40;
    this.odometer = 12_000 + n * 900;
    this.latitude = 48.137 + 0.006 * Math.sin(n * 2.4) * Math.sqrt(n);
    this.longitude = 11.575 + 0.009 * Math.cos(n * 2.4) * Math.sqrt(n);
    this.altitude = 519;
  }

  /** Every seventh of a large fleet falls silent for half of the time. */
  get isSilent() {
    return this.n % 7 === 6 && this.t % 80 > 40;
  }

  /** The truth, one step further. */
  drive() {
    const t = (this.t += STEP_S);
    const speed = Math.max(0, 34 + 22 * Math.sin(t / 9) + 7 * Math.sin(t / 2.3));
    const heading = (((180 + 150 * Math.sin(t / 17) + 2.2 * t) % 360) + 360) % 360;
    const metres = speed * 0.44704 * STEP_S;
    this.latitude += (metres * Math.cos((heading * Math.PI) / 180)) / DEGREE_M;
    this.longitude += (metres * Math.sin((heading * Math.PI) / 180)) / (DEGREE_M * Math.cos((this.latitude * Math.PI) / 180));
    this.odometer += metres / 1609.344;
    const power = 12 + 24 * Math.cos(t / 9) + 5 * Math.sin(t * 1.7);
    return {
      speed, heading, power, odometer: this.odometer,
      battery: 80 - ((t / 60) % 40),
      latitude: this.latitude, longitude: this.longitude, altitude: 519 + 6 * Math.sin(t / 40),
      voltage: 388 - power / 12, current: (power * 1000) / (388 - power / 12),
      battery_temperature: 24 + 3 * Math.sin(t / 90), outside_temperature: 11.3 + 0.6 * Math.sin(t / 120),
      tyre_pressure_front_left: 2.61 + 0.02 * Math.sin(t / 30),
    };
  }

  shown({ speed, battery, power, heading, ...others }) {
    const four = { speed, battery, power, heading };
    const of = (field) => Object.fromEntries(Object.entries(four).filter(([, value]) => value[field] !== undefined).map(([name, value]) => [name, value[field]]));
    return { ...of('value'), provenance: { ...of('provenance'), odometer: 'transmitted' }, bounds: of('bound'), ...(Object.keys(others).length > 0 && { signals: others }) };
  }
}

function shape({ vin, protocol, provenance, bounds, signals, ...record }, full) {
  return full ? { ...record, vehicle_vin: vin, protocol, provenance, bounds, ...(signals && { signals }) } : record;
}
