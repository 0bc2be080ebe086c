import { Empty } from '../../design/Empty';
import { Panel } from '../../design/Panel';
import type { Stream } from './streams';

interface Props {
  readonly streams: readonly Stream[] | undefined;
  readonly chosen: string | undefined;
  readonly choose: (id: string) => void;
}

/** The streams to choose from. */
export function StreamList({ streams, chosen, choose }: Props) {
  return (
    <Panel title="Streams" flush class="streams" aside={streams && <span class="number">{streams.length}</span>}>
      {!streams?.length ? (
        <Empty title={streams ? 'No streams yet' : 'Asking for streams'} waiting>
          {streams && (
            <>
              A producer on <span class="mono">/hub/ws/video</span> appears here.
            </>
          )}
        </Empty>
      ) : (
        <ul class="stream-list" data-testid="streams">
          {streams.map((stream) => (
            <li key={stream.id}>
              <button type="button" aria-pressed={stream.id === chosen} onClick={() => choose(stream.id)} data-stream={stream.id}>
                <span class={stream.open ? 'dot good' : 'dot hollow'} />
                <span class="stream-name">{stream.id}</span>
                <span class="heard">{stream.open ? 'open' : 'closed'}</span>
                <span class="stream-viewers number quiet">
                  {stream.viewers} viewer{stream.viewers === 1 ? '' : 's'}
                </span>
                <span class="stream-about quiet">{stream.description || (stream.open ? 'open' : 'closed')}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
