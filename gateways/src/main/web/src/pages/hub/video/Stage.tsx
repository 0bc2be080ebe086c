import { useSignal, type Signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { query } from '../../../app/router';
import { useShortcuts } from '../../../app/shortcuts';
import { Icon, ICONS } from '../../../design/Icon';
import { ConnectionBadge } from '../../../live/ConnectionBadge';
import { openPlayer } from './player';
import type { Player, PlayState } from './playing';
import { Figures } from './Figures';
import type { Stream } from './streams';

const SAID: Readonly<Record<PlayState, string>> = {
  waiting: 'Waiting for the first picture',
  playing: '',
  resyncing: 'Waiting for the next key picture',
  stalled: 'Nothing has come for a while',
  unsupported: 'This browser decodes no H.264 here, and the platform makes no JPEG pictures of this stream. Open the console over https or on localhost, or use a current browser.',
};

interface Props {
  readonly id: string;
  readonly stream: Stream | undefined;
  /** Where others find the picture. */
  readonly playing: Signal<HTMLCanvasElement | undefined>;
}

/** The picture with its tools, and what there is to know about it. */
export function Stage({ id, stream, playing: shared }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const player = useSignal<Player | undefined>(undefined);
  const pictures = stream?.pictures ?? false;
  useEffect(() => {
    if (!canvas.current) return;
    const opened = openPlayer(id, canvas.current, { forced: query.value.get('decoder') ?? undefined, pictures });
    player.value = opened;
    shared.value = canvas.current;
    return () => {
      opened.close();
      shared.value = undefined;
    };
  }, [id, pictures]);
  const fullscreen = (): void =>
    void (document.fullscreenElement ? document.exitFullscreen() : frame.current?.requestFullscreen())?.catch(() => undefined);
  const save = (): void => screenshot(canvas.current, id);
  useShortcuts([
    { keys: 'f', does: 'Full screen', run: fullscreen },
    { keys: 's', does: 'Save the picture', run: save },
  ]);
  const playing = player.value;
  const stats = playing?.stats.value;
  const said = SAID[stats?.state ?? 'waiting'];
  const blank = !stats || stats.decoded === 0;
  return (
    <section class="panel stage" aria-label={`Stream ${id}`}>
      <div class="stage-frame" ref={frame} style={stats && stats.width > 0 ? { '--shape': `${stats.width} / ${stats.height}` } : {}}>
        <canvas ref={canvas} data-testid="picture" data-frames-decoded="0" data-state={stats?.state ?? 'waiting'} role="img" aria-label={`Live picture of ${id}`} />
        {said && (
          <p class={blank ? 'stage-said blank' : 'stage-said'} role="status">
            {said}
          </p>
        )}
      </div>
      <footer class="stage-bar">
        <h2>{id}</h2>
        {playing && <ConnectionBadge link={playing.link} retry={playing.retry} />}
        <div class="stage-tools">
          <button type="button" class="button" onClick={save} disabled={blank} aria-label="Screenshot" title="Save the picture (s)">
            <Icon path={ICONS.picture} />
            <span>Screenshot</span>
          </button>
          <button type="button" class="button" onClick={fullscreen} aria-label="Full screen" title="Full screen (f)">
            <Icon path={ICONS.expand} />
            <span>Full screen</span>
          </button>
        </div>
      </footer>
      {stats && <Figures stats={stats} stream={stream} />}
    </section>
  );
}

function screenshot(canvas: HTMLCanvasElement | null, id: string): void {
  canvas?.toBlob((blob) => {
    if (!blob) return;
    const link = document.createElement('a');
    link.href = URL.createObjectURL(blob);
    link.download = `${id.replace(/[^A-Za-z0-9._~-]/g, '_')}-${new Date().toISOString().replace(/[:.]/g, '-')}.png`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }, 'image/png');
}
