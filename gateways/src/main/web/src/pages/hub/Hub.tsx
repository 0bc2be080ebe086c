import './video.css';
import { useEffect, useMemo } from 'preact/hooks';
import { note, query } from '../../app/router';
import { Empty } from '../../design/Empty';
import { PageHead } from '../../design/PageHead';
import { ConnectionBadge } from '../../live/ConnectionBadge';
import { poll } from '../../live/poll';
import { Stage } from './Stage';
import { StreamList } from './StreamList';
import { readStreams } from './streams';

const EVERY_MS = 2000;

/** The cameras' streams, one of them playing. */
export default function Video() {
  const streams = useMemo(() => poll('/hub/api/streams', readStreams, EVERY_MS), []);
  useEffect(() => () => streams.close(), [streams]);
  const known = streams.value.value;
  const wanted = query.value.get('stream') ?? undefined;
  const firstOpen = known?.find(({ open }) => open)?.id;
  useEffect(() => {
    if (wanted === undefined && firstOpen !== undefined) note('stream', firstOpen);
  }, [wanted, firstOpen]);
  return (
    <>
      <PageHead title="Video">
        <ConnectionBadge link={streams.link} retry={streams.retry} />
      </PageHead>
      {streams.error.value && (
        <p class="notice bad" role="alert">
          {streams.error.value.message}
        </p>
      )}
      <div class="video">
        <StreamList streams={known} chosen={wanted} choose={(id) => note('stream', id)} />
        <div class="video-main">
          {wanted === undefined ? (
            <section class="panel video-none" aria-label="Picture">
              <Empty title="No stream is chosen">The first open stream plays by itself.</Empty>
            </section>
          ) : (
            <Stage key={wanted} id={wanted} stream={known?.find(({ id }) => id === wanted)} />
          )}
        </div>
      </div>
    </>
  );
}
