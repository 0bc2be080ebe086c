// A drone that flies loops for ever: where its camera is, and what its sensors feel. x right, y down, z ahead; metres.
const STEP_S = 0.01;
const GRAVITY = 9.81;

/** Where it is after t seconds. */
function place(t) {
  const [wide, deep] = [1.9 + 0.35 * Math.sin(t * 0.83), 1.4 + 0.3 * Math.sin(t * 0.61)];
  return [wide * Math.cos(t * 0.42), -1 - 0.45 * Math.sin(t * 0.23) - 0.06 * Math.sin(t * 1.9), deep * Math.sin(t * 0.42)];
}

export class Flight {
  t = 0;

  /** The next sample of its inertial sensors, a hundredth of a second on. */
  sample() {
    const t = (this.t += STEP_S);
    const [before, now, after] = [place(t - STEP_S), place(t), place(t + STEP_S)];
    const felt = now.map((value, n) => (after[n] - 2 * value + before[n]) / STEP_S ** 2);
    const noise = (size) => size * (Math.random() + Math.random() - 1);
    const hum = 0.35 * Math.sin(t * 190);
    const turned = this.heading(t + STEP_S) - this.heading(t - STEP_S);
    const rate = Math.atan2(Math.sin(turned), Math.cos(turned)) / (2 * STEP_S);
    return {
      accelerometer: { x: felt[0] + noise(0.25) + hum, y: GRAVITY + felt[1] + noise(0.3), z: felt[2] + noise(0.25) - hum },
      gyroscope: { x: 0.12 * Math.sin(t * 2.3) + noise(0.03), y: rate + noise(0.03), z: 0.2 * Math.cos(t * 1.3) + noise(0.03) },
    };
  }

  /** Its camera in the world, 4 by 4, row by row. */
  pose() {
    const t = this.t;
    const heading = this.heading(t);
    const pitch = 0.18 + 0.1 * Math.sin(t * 0.9);
    const [sh, ch, sp, cp] = [Math.sin(heading), Math.cos(heading), Math.sin(pitch), Math.cos(pitch)];
    const [right, ahead] = [[ch, 0, -sh], [sh * cp, sp, ch * cp]];
    const down = [ahead[1] * right[2] - ahead[2] * right[1], ahead[2] * right[0] - ahead[0] * right[2], ahead[0] * right[1] - ahead[1] * right[0]];
    return [...place(t).map((value, n) => [right[n], down[n], ahead[n], value]), [0, 0, 0, 1]];
  }

  heading(t) {
    const [a, b] = [place(t - 0.2), place(t + 0.2)];
    return Math.atan2(b[0] - a[0], b[2] - a[2]);
  }
}
