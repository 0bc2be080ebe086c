import { CENTRE, isCentre, isSame, type Stick } from './sticks';

/** At most twenty times a second. */
export const LEAST_MS = 50;
/** While a stick is out, its value is said again this often, so that a lost message does no harm. */
export const AGAIN_MS = 250;

/** Decides when a stick's value is sent: when it has changed, not too often, and again while it is out. */
export class Pacer {
  private sent = CENTRE;
  private at = -Infinity;

  /** @return whether to send `wanted` at `now`, ms; it is taken for sent then */
  take(wanted: Stick, now: number): boolean {
    const since = now - this.at;
    const isDue = isSame(wanted, this.sent) ? !isCentre(wanted) && since >= AGAIN_MS : since >= LEAST_MS;
    if (isDue) {
      this.sent = wanted;
      this.at = now;
    }
    return isDue;
  }

  /** @return whether the centre must be sent, at once, because something else was sent last */
  centre(now: number): boolean {
    const isOut = !isCentre(this.sent);
    if (isOut) this.at = now;
    this.sent = CENTRE;
    return isOut;
  }
}
