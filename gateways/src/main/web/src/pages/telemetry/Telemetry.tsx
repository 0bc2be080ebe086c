import 'uplot/dist/uPlot.min.css';
import './telemetry.css';
import { useEffect, useMemo } from 'preact/hooks';
import { note, query } from '../../app/router';
import { Empty } from '../../design/Empty';
import { integer } from '../../design/format';
import { PageHead } from '../../design/PageHead';
import { ConnectionBadge } from '../../live/ConnectionBadge';
import { axis } from './aligned';
import { CompressionPanel } from './CompressionPanel';
import { openFeed } from './feed';
import { LogPanel } from './LogPanel';
import { METRICS } from './message';
import { MetricPanel } from './MetricPanel';
import { VehiclePanel } from './VehiclePanel';
import { VehiclePicker } from './VehiclePicker';

/** Vehicles as they drive: what they send, what is reconstructed, and what that saves. */
export default function Telemetry() {
  const feed = useMemo(openFeed, []);
  useEffect(() => () => feed.close(), [feed]);
  void feed.version.value;
  const tracks = feed.fleet.all();
  const wanted = query.value.get('vin') ?? undefined;
  const chosen = tracks.find(({ vin }) => vin === wanted);
  const only = chosen ?? (tracks.length === 1 ? tracks[0] : undefined);
  const shown = only ? [only] : tracks;
  const shared = useMemo(() => axis(shown), [feed.version.value, only]);
  return (
    <>
      <PageHead title="Telemetry">
        {feed.skipped.value > 0 && <span class="badge warn">{integer(feed.skipped.value)} skipped</span>}
        <ConnectionBadge link={feed.link} retry={feed.retry} />
      </PageHead>
      <div class="telemetry-bar" hidden={tracks.length === 0}>
        <VehiclePicker tracks={tracks} chosen={chosen?.vin} choose={(vin) => note('vin', vin)} />
        <p class="telemetry-key quiet" aria-label="Key">
          <svg viewBox="0 0 28 10" aria-hidden="true">
            <path d="M1 5h26" />
            <circle cx="14" cy="5" r="3" />
          </svg>
          sent
          <svg viewBox="0 0 28 10" aria-hidden="true" class="predicted">
            <path d="M1 5h26" />
            <circle cx="14" cy="5" r="3" />
          </svg>
          predicted
        </p>
      </div>
      <div class="telemetry">
        <div class="telemetry-charts">
          {tracks.length === 0 ? (
            <section class="panel telemetry-none" aria-label="Charts">
              {feed.link.value.state === 'live' ? (
                <Empty title="No vehicle has sent anything yet" waiting>
                  Charts appear with the first record posted to <span class="mono">/telemetry</span>.
                </Empty>
              ) : (
                <Empty title="Not connected">Charts appear once the telemetry gateway answers.</Empty>
              )}
            </section>
          ) : (
            METRICS.map((metric) => <MetricPanel key={metric} metric={metric} tracks={shown} axis={shared} />)
          )}
        </div>
        <div class="telemetry-side">
          <CompressionPanel compression={feed.compression.value} />
          {only && <VehiclePanel track={only} />}
          <LogPanel log={feed.log} version={feed.version} />
        </div>
      </div>
    </>
  );
}
