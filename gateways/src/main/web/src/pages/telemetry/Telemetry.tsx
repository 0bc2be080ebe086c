import 'uplot/dist/uPlot.min.css';
import './telemetry.css';
import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { note, query } from '../../app/router';
import { Empty } from '../../design/Empty';
import { integer } from '../../design/format';
import { PageHead } from '../../design/PageHead';
import { ConnectionBadge } from '../../live/ConnectionBadge';
import { axis } from './aligned';
import { useBeat } from './beat';
import { CompressionPanel } from './CompressionPanel';
import { openFeed } from './feed';
import { hasPosition } from './fleet';
import { FleetPanel } from './FleetPanel';
import { Key } from './Key';
import { openLogger } from './logger';
import { LoggerPanel } from './LoggerPanel';
import { LogPanel } from './LogPanel';
import { MapPanel } from './MapPanel';
import { trailsOf } from './mapscene';
import { METRICS } from './message';
import { MetricPanel } from './MetricPanel';
import { select, spell, unspell } from './selection';
import { signalsOf } from './signals';
import { SignalsPanel } from './SignalsPanel';
import { VehiclePanel } from './VehiclePanel';

const BEAT_MS = 500;

/** Vehicles as they drive: what they send, what is reconstructed and how surely, and what that saves. */
export default function Telemetry() {
  const feed = useMemo(openFeed, []);
  const logger = useMemo(openLogger, []);
  useEffect(() => () => (feed.close(), logger.close()), [feed, logger]);
  const beat = useBeat(BEAT_MS);
  const hovered = useSignal<number | undefined>(undefined);
  const version = feed.version.value;
  const tracks = feed.fleet.all();
  const word = query.value.get('vin');
  const selection = select(tracks, unspell(word));
  const { drawn, only } = selection;
  const choose = (vins: readonly string[]): void => note('vin', spell(vins));
  const who = `${tracks.length} ${selection.isChosen} ${drawn.map(({ vin }) => vin).join(' ')}`;
  const shared = useMemo(() => axis(drawn), [version, who]);
  const trails = useMemo(() => (drawn.some(hasPosition) ? trailsOf(tracks, selection) : []), [version, who]);
  const pointedAt = hovered.value === undefined ? undefined : shared.times[hovered.value];
  const fleet = useMemo(() => <FleetPanel tracks={tracks} selection={selection} choose={choose} />, [beat.value, who]);
  const key = useMemo(() => <Key tracks={drawn} />, [beat.value, who]);
  const signals = useMemo(() => only && signalsOf(only.samples).length > 0 && <SignalsPanel track={only} />, [beat.value, who]);
  return (
    <>
      <PageHead title="Telemetry">
        {key}
        {feed.skipped.value > 0 && <span class="badge warn">{integer(feed.skipped.value)} skipped</span>}
        <ConnectionBadge link={feed.link} retry={feed.retry} />
      </PageHead>
      <div class="telemetry">
        {tracks.length > 0 && fleet}
        <div class="telemetry-main">
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
            METRICS.map((metric) => <MetricPanel key={metric} metric={metric} tracks={drawn} tone={selection.tone} axis={shared} hovered={hovered} />)
          )}
          {trails.length > 0 && (
            <MapPanel trails={trails} at={pointedAt === undefined ? undefined : pointedAt * 1000} pick={(vin) => choose([vin])} beat={beat} />
          )}
          {signals}
          <LogPanel log={feed.log} version={feed.version} />
        </div>
        <div class="telemetry-side">
          {only && <VehiclePanel track={only} />}
          <LoggerPanel logger={logger} onCleared={feed.clear} />
          <CompressionPanel compression={feed.compression.value} />
        </div>
      </div>
    </>
  );
}
