import type { ReadonlySignal } from '@preact/signals';
import { Empty } from '../../../design/Empty';
import type { Stream } from './streams';
import { Tile } from './Tile';

/** More moving pictures at once than this are more than a decoder should be asked for. */
const MOVING_MOST = 9;

interface Props {
  readonly streams: readonly Stream[] | undefined;
  readonly chosen: string | undefined;
  readonly choose: (id: string) => void;
  /** All of them large, side by side; else one row of small ones. */
  readonly wall: boolean;
  readonly playing: ReadonlySignal<HTMLCanvasElement | undefined>;
}

/** The streams to choose from, each with its picture. */
export function Streams({ streams, chosen, choose, wall, playing }: Props) {
  if (!streams?.length) return <None known={streams !== undefined} />;
  return (
    <ul class={wall ? 'tiles wall' : 'tiles strip'} data-testid="streams" aria-label="Streams">
      {streams.map((stream, n) => (
        <li key={stream.id}>
          <Tile stream={stream} chosen={!wall && stream.id === chosen} choose={choose} moving={wall && n < MOVING_MOST} {...(!wall && stream.id === chosen && { playing })} />
        </li>
      ))}
    </ul>
  );
}

function None({ known }: { readonly known: boolean }) {
  return (
    <section class="panel" aria-label="Streams">
      <Empty title={known ? 'No streams yet' : 'Asking for streams'} waiting>
        {known && (
          <>
            A camera that sends to <code>/hub/ws/video</code> appears here. To see one without a camera: <code>./millrace replay film.mp4 --stream gate-north --loop</code>
          </>
        )}
      </Empty>
    </section>
  );
}
