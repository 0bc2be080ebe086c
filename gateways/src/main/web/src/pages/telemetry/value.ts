/** Whether a value was sent by the vehicle, filled in by the predictor, or filled in although packets are missing. */
export type Provenance = 'transmitted' | 'predicted' | 'degraded';

/** One quantity at one moment. */
export interface Value {
  readonly value: number;
  readonly provenance: Provenance;
  /** How far the value may be from the true one; undefined where nobody knows. */
  readonly bound: number | undefined;
}
