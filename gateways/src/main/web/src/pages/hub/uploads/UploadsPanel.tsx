import { useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { ago, bytes, duration } from '../../../design/format';
import { Icon, ICONS } from '../../../design/Icon';
import { Panel } from '../../../design/Panel';
import { poll } from '../../../live/poll';
import { readFiles, type StoredFile } from './files';
import { openUploads, UPLOADS, type Sending, type Uploads } from './uploads';

const EVERY_MS = 10_000;
const FILES_SHOWN = 8;

const SAID: Readonly<Record<Sending['state'], string>> = { queued: 'Waiting', sending: 'Sending', paused: 'Paused', failed: 'Failed', done: 'Done' };

/** Files for the hub: dropped or picked, sent in parts, gone on with after whatever came between. */
export function UploadsPanel() {
  const input = useRef<HTMLInputElement>(null);
  const files = useMemo(() => poll(UPLOADS, readFiles, EVERY_MS), []);
  const uploads = useMemo(() => openUploads(files.retry), [files]);
  const over = useSignal(false);
  useEffect(() => () => (files.close(), uploads.close()), [files, uploads]);
  const sending = uploads.all.value;
  const stored = files.value.value;
  const isRefused = files.link.value.state === 'refused' && !stored;
  const add = (list: FileList | null | undefined): void => {
    if (list) uploads.add(list);
  };
  return (
    <Panel title="Uploads" class="uploads" aside={stored && stored.length > 0 && <span class="number">{stored.length} files</span>}>
      <div
        class={over.value ? 'drop over' : 'drop'}
        onDragOver={(event) => {
          event.preventDefault();
          over.value = true;
        }}
        onDragLeave={() => (over.value = false)}
        onDrop={(event) => {
          event.preventDefault();
          over.value = false;
          add(event.dataTransfer?.files);
        }}
      >
        <input ref={input} type="file" multiple hidden aria-label="Files to upload" data-testid="upload-input" onChange={(event) => (add(event.currentTarget.files), (event.currentTarget.value = ''))} />
        <button type="button" class="button" onClick={() => input.current?.click()}>
          <Icon path="M10 13.5v-9M6.5 8L10 4.5L13.5 8M4 13.5v2h12v-2" />
          Choose files
        </button>
        <span class="quiet">or drop them here</span>
      </div>
      {isRefused && <p class="quiet uploads-none">This hub takes no uploads.</p>}
      {sending.length > 0 && (
        <ul class="sendings" data-testid="uploads" aria-label="On their way">
          {sending.map((one) => (
            <Row key={one.key} one={one} uploads={uploads} />
          ))}
        </ul>
      )}
      {stored && stored.length > 0 ? <Stored files={stored} /> : stored && sending.length === 0 && <p class="quiet uploads-none">No files yet. What breaks off goes on where it was: add the same file again.</p>}
    </Panel>
  );
}

function Row({ one, uploads }: { readonly one: Sending; readonly uploads: Uploads }) {
  const part = one.size === 0 ? Number(one.state === 'done') : one.sent / one.size;
  const left = one.bytesPerSecond ? (one.size - one.sent) / one.bytesPerSecond : undefined;
  return (
    <li class={`sending ${{ failed: 'bad', done: 'good', paused: 'warn', sending: 'calm', queued: '' }[one.state]}`} data-state={one.state}>
      <span class="sending-name" title={one.name}>
        {one.name}
      </span>
      <span class="sending-buttons">
        {one.state === 'sending' && <Act name={`Pause ${one.name}`} icon={ICONS.pause} run={() => uploads.pause(one.key)} />}
        {(one.state === 'paused' || one.state === 'failed') && <Act name={`Go on with ${one.name}`} icon={ICONS.play} run={() => uploads.resume(one.key)} />}
        <Act name={one.state === 'done' ? `Take ${one.name} off the list` : `Give up ${one.name}`} icon="M5.5 5.5l9 9M14.5 5.5l-9 9" run={() => uploads.remove(one.key)} />
      </span>
      <progress max={1} value={part} aria-label={`${one.name}, sent`} />
      <span class="sending-words number" role={one.state === 'sending' ? undefined : 'status'}>
        <span class="toned">{SAID[one.state]}</span>
        {one.reason ? `, ${one.reason}` : one.state === 'done' ? `, ${bytes(one.size)}` : `, ${bytes(one.sent)} of ${bytes(one.size)}`}
        {one.bytesPerSecond !== undefined && one.state === 'sending' && ` · ${bytes(one.bytesPerSecond)}/s`}
        {left !== undefined && one.state === 'sending' && ` · ${duration(left)} left`}
      </span>
    </li>
  );
}

function Act({ name, icon, run }: { readonly name: string; readonly icon: string; readonly run: () => void }) {
  return (
    <button type="button" class="button bare" aria-label={name} title={name} onClick={run}>
      <Icon path={icon} />
    </button>
  );
}

function Stored({ files }: { readonly files: readonly StoredFile[] }) {
  return (
    <ul class="stored number" data-testid="files" aria-label="Files that the hub has">
      {files.slice(0, FILES_SHOWN).map((file) => (
        <li key={file.name}>
          <span class="stored-name" title={file.name}>
            {file.name}
          </span>
          <span class="quiet">{bytes(file.size)}</span>
          <span class="quiet stored-at">{file.at !== undefined && ago(Date.now() - file.at)}</span>
        </li>
      ))}
      {files.length > FILES_SHOWN && <li class="quiet">and {files.length - FILES_SHOWN} more</li>}
    </ul>
  );
}
