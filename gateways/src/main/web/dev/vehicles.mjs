// Vehicles that drive for ever, sent through the edge's rule so that some values are predicted.
const FIELDS = ['speed', 'battery', 'power', 'heading'];
const THRESHOLDS = { speed: 2, battery: 0.5, power: 5, heading: 5 };
const NAMES = { speed: 'Speed', battery: 'Battery', power: 'Power', heading: 'Heading' };
const ALPHA = 0.3;

export class Drive {
  constructor(vehicles, rate) {
    this.clients = new Map();
    this.stats = { total_readings: 0, transmitted_readings: 0, skipped_readings: 0, compression_ratio: 0 };
    this.history = [];
    this.cars = Array.from({ length: vehicles }, (_, n) => ({ vin: `5YJ3E1EA${n + 1}KF00000${n + 1}`, phase: n * 40, edge: {}, server: {}, odometer: 12_000 + n * 900 }));
    let turn = 0;
    setInterval(() => this.tick(this.cars[turn++ % vehicles]), 1000 / rate);
  }

  join(client, full) {
    const log = (message, log_type) => client.send(JSON.stringify({ type: 'log', message, log_type }));
    log('Connected to telemetry server', 'success');
    client.send(JSON.stringify({ type: 'history', data: this.history.map((record) => shape(record, full)) }));
    log(`Loaded ${this.history.length} historical telemetry records`, 'info');
    this.clients.set(client, full);
    client.on('close', () => this.clients.delete(client));
  }

  tick(car) {
    const t = (car.phase += 0.3);
    car.odometer += 0.002;
    const actual = {
      speed: Math.max(0, 38 + 24 * Math.sin(t / 9) + 9 * Math.sin(t / 2.3)),
      battery: 80 - ((t / 12) % 40),
      power: 14 + 22 * Math.cos(t / 9) + 6 * Math.sin(t * 1.7),
      heading: (180 + 160 * Math.sin(t / 14) + 2 * t) % 360,
    };
    const record = { timestamp: Date.now() - 400, odometer: car.odometer, vin: car.vin, provenance: {}, received_at: new Date(Date.now() - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, -1) };
    const sent = [];
    for (const field of FIELDS) {
      const value = Math.fround(actual[field]);
      const send = car.edge[field] === undefined || Math.abs(value - car.edge[field]) > THRESHOLDS[field];
      const smooth = (old) => (old === undefined ? value : ALPHA * value + (1 - ALPHA) * old);
      record[field] = send ? value : car.server[field];
      record.provenance[field] = send ? 'transmitted' : 'predicted';
      if (send) {
        car.server[field] = smooth(car.server[field]);
        sent.push(NAMES[field]);
      }
      car.edge[field] = smooth(car.edge[field]);
    }
    record.heading = Math.trunc(record.heading);
    this.count(sent.length);
    this.history = [...this.history, record].slice(-100);
    this.broadcast(record, sent);
  }

  count(sent) {
    const stats = this.stats;
    stats.total_readings += 4;
    stats.transmitted_readings += sent;
    stats.skipped_readings += 4 - sent;
    stats.compression_ratio = Math.round((stats.skipped_readings / stats.total_readings) * 10_000) / 100;
  }

  broadcast(record, sent) {
    const log = JSON.stringify({ type: 'log', message: `[KAFKA] Received: ${sent.join(', ') || 'No updates'}`, log_type: 'info' });
    for (const [client, full] of this.clients) {
      client.send(log);
      client.send(JSON.stringify({ type: 'telemetry', data: shape(record, full), vehicle_vin: record.vin.slice(-6), compression_stats: this.stats }));
    }
  }
}

function shape({ vin, provenance, ...record }, full) {
  return full ? { ...record, vehicle_vin: vin, provenance } : record;
}
