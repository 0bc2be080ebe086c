import { shortVin, type Track } from './fleet';
import { hue } from './MetricPanel';

interface Props {
  readonly tracks: readonly Track[];
  /** Undefined: all of them. */
  readonly chosen: string | undefined;
  readonly choose: (vin: string | undefined) => void;
}

/** Which vehicle the charts show. */
export function VehiclePicker({ tracks, chosen, choose }: Props) {
  return (
    <fieldset class="picker" data-testid="vehicles">
      <legend class="heard">Vehicle</legend>
      <label>
        <input type="radio" name="vehicle" checked={chosen === undefined} onChange={() => choose(undefined)} />
        <span>All</span>
      </label>
      {tracks.map((track) => (
        <label key={track.vin} title={track.vin || 'The server did not say which vehicle'}>
          <input type="radio" name="vehicle" checked={chosen === track.vin} onChange={() => choose(track.vin)} />
          <span style={{ '--tone': `var(--${hue(track)})` }}>
            <span class="dot" />
            <span class="number">{shortVin(track.vin)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
