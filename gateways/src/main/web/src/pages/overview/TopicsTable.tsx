import { useSignal } from '@preact/signals';
import { Empty } from '../../design/Empty';
import { bytes, compact, integer, rate } from '../../design/format';
import { Panel } from '../../design/Panel';
import { Sparkline } from '../../design/Sparkline';
import type { Topic } from './answers';
import { isInternal } from './flow';
import type { Trail } from './trail';

interface Props {
  readonly topics: readonly Topic[];
  readonly known: boolean;
  readonly trail: Trail;
}

/** Every topic with its size, rate and readers; what Kafka Streams keeps for itself on request. */
export function TopicsTable({ topics, known, trail }: Props) {
  const all = useSignal(false);
  const shown = all.value ? topics : topics.filter(({ name }) => !isInternal(name));
  const toggle = topics.some(({ name }) => isInternal(name)) && (
    <button type="button" class="button" aria-pressed={all.value} onClick={() => (all.value = !all.value)}>
      Internal topics
    </button>
  );
  return (
    <Panel title="Topics" flush aside={toggle}>
      {shown.length === 0 ? (
        <Empty title={known ? 'No topics yet' : 'Asking for topics'} waiting={!known} />
      ) : (
        <div class="scroll-x">
          <table data-testid="topics" class="topics">
            <caption class="heard">Topics with partitions, records, rates and consumer lag</caption>
            <thead>
              <tr>
                <th scope="col">Topic</th>
                <th scope="col" class="figure minor">Partitions</th>
                <th scope="col" class="figure">Records</th>
                <th scope="col" class="figure">Per second</th>
                <th scope="col" class="minor"><span class="heard">Rate over the last minutes</span></th>
                <th scope="col" class="figure">Bytes per second</th>
                <th scope="col">Consumer lag</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((topic) => (
                <Row key={topic.name} topic={topic} line={trail.of(topic.name)} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}

function Row({ topic, line }: { readonly topic: Topic; readonly line: readonly number[] }) {
  return (
    <tr>
      <th scope="row">{topic.name}</th>
      <td class="figure quiet minor">{integer(topic.partitions)}</td>
      <td class="figure">{compact(topic.records)}</td>
      <td class="figure">{rate(topic.recordsPerSecond)}</td>
      <td class="topics-line minor">
        <Sparkline values={line} />
      </td>
      <td class="figure quiet">{topic.bytesPerSecond === undefined ? '–' : bytes(topic.bytesPerSecond)}</td>
      <td>
        <ul class="lags">
          {topic.consumers.map(({ group, lag }) => (
            <li key={group} title={group}>
              <span class="lag-group quiet">{group}</span>
              <span class={lag > 1000 ? 'number warn toned' : 'number'}>{compact(lag)}</span>
            </li>
          ))}
        </ul>
      </td>
    </tr>
  );
}
