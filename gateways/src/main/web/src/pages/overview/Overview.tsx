import './overview.css';
import { useEffect, useMemo } from 'preact/hooks';
import { Empty } from '../../design/Empty';
import { compact, duration, rate } from '../../design/format';
import { PageHead } from '../../design/PageHead';
import { Panel } from '../../design/Panel';
import { ConnectionBadge } from '../../live/ConnectionBadge';
import { poll } from '../../live/poll';
import { readPlatform, readTopics } from './answers';
import { ClientsTable } from './ClientsTable';
import { Figure } from './Figure';
import { Flow } from './Flow';
import { isInternal } from './flow';
import { PartsTable, TONES } from './PartsTable';
import { TopicsTable } from './TopicsTable';
import { useTrail } from './trail';

const EVERY_MS = 2000;
const TOTAL = '';

/** The whole platform on one page: what runs, what flows, who is connected. */
export default function Overview() {
  const polls = useMemo(
    () => ({ platform: poll('/api/overview', readPlatform, EVERY_MS), topics: poll('/analyst/api/topics', readTopics, EVERY_MS) }),
    [],
  );
  useEffect(() => () => Object.values(polls).forEach((one) => one.close()), [polls]);

  const platform = polls.platform.value.value;
  const answer = polls.topics.value.value;
  const topics = answer ?? [];
  const own = topics.filter(({ name }) => !isInternal(name));
  const total = own.reduce((sum, { recordsPerSecond }) => sum + recordsPerSecond, 0);
  const lag = own.reduce((sum, { consumers }) => sum + consumers.reduce((all, one) => all + one.lag, 0), 0);
  const trail = useTrail(answer, new Map([[TOTAL, total], ['lag', lag], ...topics.map((one) => [one.name, one.recordsPerSecond] as const)]));

  const parts = platform?.parts ?? [];
  const ready = parts.filter(({ state }) => state === 'ready').length;
  const clients = platform?.clients ?? [];
  const connected = clients.reduce((sum, { count }) => sum + count, 0);
  const dropped = clients.reduce((sum, one) => sum + one.dropped, 0);
  const presence = useTrail(platform, new Map([[TOTAL, connected]]));
  const worse = polls.platform.link.value.state === 'live' ? polls.topics : polls.platform;

  return (
    <>
      <PageHead title="Overview">
        {platform && (
          <span class="quiet overview-instance">
            {platform.instance} · {platform.version} · up {duration(platform.uptime)}
          </span>
        )}
        <ConnectionBadge link={worse.link} retry={worse.retry} />
      </PageHead>
      {worse.error.value && (
        <p class="notice bad" role="alert">
          {worse.error.value.message}
        </p>
      )}
      <div class="figures">
        <Figure label="Parts ready" value={platform ? `${ready}` : undefined} of={platform ? `of ${parts.length}` : ''} tone={platform && ready < parts.length ? 'warn' : ''}>
          <ul class="segments" aria-hidden="true">
            {parts.map(({ name, state }) => (
              <li key={name} class={TONES[state]} title={`${name}: ${state}`} />
            ))}
          </ul>
        </Figure>
        <Figure label="Records per second" value={answer ? rate(total) : undefined} trail={trail.of(TOTAL)} />
        <Figure label="Consumer lag" value={answer ? compact(lag) : undefined} of="records behind" trail={trail.of('lag')} />
        <Figure label="Clients connected" value={platform ? compact(connected) : undefined} of={dropped > 0 ? `${compact(dropped)} dropped` : ''} trail={presence.of(TOTAL)} />
      </div>
      <Panel title="Flow" flush aside="records per second">
        {own.length > 0 ? <Flow topics={own} clients={clients} /> : <Empty title={answer ? 'No topics yet' : 'Asking for topics'} waiting={!answer} />}
      </Panel>
      <div class="side-by-side">
        <Panel title="Parts" flush>
          <PartsTable parts={parts} known={platform !== undefined} />
        </Panel>
        <Panel title="Clients" flush>
          <ClientsTable clients={clients} known={platform !== undefined} />
        </Panel>
      </div>
      <TopicsTable topics={topics} known={answer !== undefined} trail={trail} />
    </>
  );
}
