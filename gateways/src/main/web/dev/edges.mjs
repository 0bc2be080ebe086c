// What becomes of a reading between the vehicle and the screen, by protocol.
const TOLERANCES = {
  speed: 0.5, battery: 0.05, power: 0.5, odometer: 0.01, heading: 0.5, latitude: 0.00001, longitude: 0.00001, altitude: 1,
  voltage: 0.5, current: 1, battery_temperature: 0.25, outside_temperature: 0.25, tyre_pressure_front_left: 0.01,
};
/** Of readings: how often packets are lost, and how long it takes until the next keyframe. */
const LOSS = { every: 90, lasts: 14 };

/** Prediction and residual in whole steps, as both sides of the closed loop know them; sometimes packets are missing. */
export class ClosedLoop {
  protocol = 'closed-loop';

  constructor(loses) {
    this.loses = loses;
    this.readings = 0;
    this.steps = {};
  }

  send(actual) {
    const isDegraded = this.loses && this.readings++ % LOSS.every > LOSS.every - LOSS.lasts;
    return Object.fromEntries(Object.entries(actual).map(([name, value]) => [name, this.value(name, value, isDegraded)]));
  }

  value(name, actual, isDegraded) {
    const tolerance = TOLERANCES[name];
    const now = Math.round(actual / (2 * tolerance));
    const [before = now, earlier = before] = this.steps[name] ?? [];
    const predicted = name === 'battery' || name.includes('temperature') || name === 'odometer' ? before : 2 * before - earlier;
    if (isDegraded) {
      // Nothing arrives: the prediction runs on, a whole turn being none for a heading.
      const shown = before + Math.max(-2, Math.min(2, before - earlier));
      this.steps[name] = [shown, before];
      return { value: name === 'heading' ? (((shown * 2 * tolerance) % 360) + 360) % 360 : shown * 2 * tolerance, provenance: 'degraded' };
    }
    const isSent = this.steps[name] === undefined || Math.abs(now - predicted) > 0;
    this.steps[name] = [now, before];
    return { value: now * 2 * tolerance, provenance: isSent ? 'transmitted' : 'predicted', bound: tolerance };
  }
}

const THRESHOLDS = { speed: 2, battery: 0.5, power: 5, heading: 5 };
const ALPHA = 0.3;

/** Edge and server smooth different values, so that nobody knows how far a prediction is off. */
export class Legacy {
  protocol = 'legacy-compressed';
  edge = {};
  server = {};

  send(actual) {
    const shown = {};
    for (const [name, threshold] of Object.entries(THRESHOLDS)) {
      const value = Math.fround(actual[name]);
      const isSent = this.edge[name] === undefined || Math.abs(value - this.edge[name]) > threshold;
      const smooth = (old) => (old === undefined ? value : ALPHA * value + (1 - ALPHA) * old);
      shown[name] = { value: isSent ? value : this.server[name], provenance: isSent ? 'transmitted' : 'predicted' };
      if (isSent) this.server[name] = smooth(this.server[name]);
      this.edge[name] = smooth(this.edge[name]);
    }
    shown.heading.value = Math.trunc(shown.heading.value);
    return shown;
  }
}
