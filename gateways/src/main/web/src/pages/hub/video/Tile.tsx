import type { ReadonlySignal } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';
import { query } from '../../../app/router';
import { Icon } from '../../../design/Icon';
import { openPlayer } from './player';
import type { Player } from './playing';
import type { Stream } from './streams';
import { useVisible } from './visible';

const CLOSED = 'M2.5 5.5h10v9h-10zM12.5 9l5-3v8l-5-3M3.5 17l13-14';
const COPY_MS = 1000;

interface Props {
  readonly stream: Stream;
  readonly chosen: boolean;
  readonly choose: (id: string) => void;
  /** Whether every picture is played, not key pictures alone. */
  readonly moving: boolean;
  /** The canvas on which this stream plays already, to copy from. */
  readonly playing?: ReadonlySignal<HTMLCanvasElement | undefined> | undefined;
}

/** One stream, small: its picture while it can be seen, its name, how many watch. */
export function Tile({ stream, chosen, choose, moving, playing }: Props) {
  const home = useRef<HTMLButtonElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const seen = useVisible(home).value;
  const [player, setPlayer] = useState<Player>();
  const source = playing?.value;
  const isCopy = playing !== undefined;
  useEffect(() => {
    if (!seen || !stream.open || isCopy || !canvas.current) return;
    const opened = openPlayer(stream.id, canvas.current, { forced: query.value.get('decoder') ?? undefined, keysOnly: !moving, pictures: stream.pictures });
    setPlayer(opened);
    return () => {
      opened.close();
      setPlayer(undefined);
    };
  }, [seen, stream.id, stream.open, isCopy, moving, stream.pictures]);
  useEffect(() => {
    if (!seen || !source) return;
    const timer = setInterval(() => copy(source, canvas.current), COPY_MS);
    return () => clearInterval(timer);
  }, [seen, source]);
  const stats = moving ? player?.stats.value : undefined;
  return (
    <button ref={home} type="button" class="tile" aria-pressed={chosen} onClick={() => choose(stream.id)} data-stream={stream.id}>
      <span class="tile-picture">
        <canvas ref={canvas} width="16" height="9" aria-hidden="true" />
        {!stream.open && (
          <span class="tile-closed">
            <Icon path={CLOSED} />
          </span>
        )}
        {stats && stats.decoded > 0 && <span class="tile-rate number">{stats.picturesPerSecond.toFixed(0)} /s</span>}
      </span>
      <span class="tile-words">
        <span class={stream.open ? 'dot good' : 'dot hollow'} />
        <span class="tile-name">{stream.id}</span>
        <span class="heard">{stream.open ? 'open' : 'closed'}</span>
        <span class="tile-viewers number quiet" title={`${stream.viewers} watching`}>
          {!stream.open ? 'closed' : stream.framesPerSecond !== undefined && `${stream.framesPerSecond.toFixed(0)} /s`}
        </span>
      </span>
    </button>
  );
}

function copy(from: HTMLCanvasElement, to: HTMLCanvasElement | null): void {
  if (!to || from.dataset['framesDecoded'] === '0') return;
  to.width = 320;
  to.height = Math.max(1, Math.round((320 * from.height) / Math.max(1, from.width)));
  to.getContext('2d', { alpha: false })?.drawImage(from, 0, 0, to.width, to.height);
}
