import { signal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { PageHead } from '@console/design/PageHead';
import { openSocket } from '@console/live/socket';

const MOST = 20;

/** The newest notes of all places. */
export default function Notes() {
  const notes = useMemo(() => signal<readonly string[]>([]), []);
  useEffect(() => {
    const socket = openSocket('/notes/ws', { onText: (text) => (notes.value = [text, ...notes.value].slice(0, MOST)) });
    return () => socket.close();
  }, [notes]);
  return (
    <>
      <PageHead title="Notes" />
      <ol data-testid="notes">
        {notes.value.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ol>
    </>
  );
}
