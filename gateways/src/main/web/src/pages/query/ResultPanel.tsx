import { useSignal, type ReadonlySignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { Empty } from '../../design/Empty';
import { bytes, integer } from '../../design/format';
import { ApiError, postForFile } from '../../live/api';
import type { Answer, Read } from './answer';
import { plain } from './place';
import type { Stage } from './question';
import { ResultChart } from './ResultChart';
import { ResultTable } from './ResultTable';
import { choose } from './series';
import { tabbed } from './sorted';

const PARTS_SHOWN = 64;

/** What came of the question: rows or a chart, and what was read for it. */
export function ResultPanel({ stage }: { readonly stage: ReadonlySignal<Stage> }) {
  const now = stage.value;
  return (
    <section class="panel results" aria-label="Answer" aria-busy={now.is === 'running'}>
      {now.is === 'idle' && (
        <Empty title="Nothing asked yet">Write a question, or take one of the examples.</Empty>
      )}
      {now.is === 'running' && <Running since={now.since} records={now.records} />}
      {now.is === 'failed' && (
        <div class="notice bad results-error" role="alert" data-testid="query-error">
          {plain(now.detail)}
        </div>
      )}
      {now.is === 'answered' && <Answered key={now.answer} answer={now.answer} sql={now.sql} />}
    </section>
  );
}

function Running({ since, records }: { readonly since: number; readonly records: number }) {
  const seconds = useSignal(0);
  useEffect(() => {
    const timer = setInterval(() => (seconds.value = Math.floor((Date.now() - since) / 1000)), 250);
    return () => clearInterval(timer);
  }, [since]);
  return (
    <Empty title="Reading" waiting>
      <span class="number">
        {integer(records)} records, {seconds.value} s
      </span>
    </Empty>
  );
}

function Answered({ answer, sql }: { readonly answer: Answer; readonly sql: string }) {
  const choice = useMemo(() => choose(answer), [answer]);
  const isChart = useSignal(false);
  const said = useSignal('');
  const save = async (format: 'csv' | 'parquet'): Promise<void> => {
    said.value = `Asking again for ${format === 'csv' ? 'CSV' : 'Parquet'}`;
    try {
      download(await postForFile('/analyst/api/query', { sql, format }), `answer.${format}`);
      said.value = '';
    } catch (error) {
      said.value = error instanceof ApiError ? plain(error.detail || error.title) : 'The file could not be saved';
    }
  };
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(tabbed(answer.columns, answer.rows));
      said.value = `${integer(answer.rows.length)} rows copied`;
    } catch {
      said.value = 'The browser does not let this page copy';
    }
  };
  return (
    <>
      <header class="panel-head">
        <p class="results-count number" role="status" data-testid="query-summary">
          <strong>{integer(answer.rows.length)}</strong> {answer.rows.length === 1 ? 'row' : 'rows'}
          {!answer.complete && answer.error === '' && <span class="badge warn">there are more</span>}
          <span class="quiet">in {answer.elapsedMs < 10_000 ? `${integer(answer.elapsedMs)} ms` : `${(answer.elapsedMs / 1000).toFixed(1)} s`}</span>
        </p>
        <div class="panel-aside">
          <span aria-live="polite">{said.value}</span>
          <div class="segmented" role="group" aria-label="Shown as">
            <button type="button" class="button" aria-pressed={!isChart.value} onClick={() => (isChart.value = false)}>
              Table
            </button>
            <button
              type="button"
              class="button"
              data-testid="as-chart"
              aria-pressed={isChart.value}
              disabled={!choice}
              title={choice ? '' : 'A chart needs two rows, a column of times or numbers, and another of numbers'}
              onClick={() => (isChart.value = true)}
            >
              Chart
            </button>
          </div>
          <button type="button" class="button" onClick={() => void copy()}>Copy</button>
          <button type="button" class="button" data-testid="save-csv" onClick={() => void save('csv')}>CSV</button>
          <button type="button" class="button" data-testid="save-parquet" onClick={() => void save('parquet')}>Parquet</button>
        </div>
      </header>
      {answer.error !== '' && (
        <p class="notice bad results-error" role="alert">
          These are not all: {answer.error}
        </p>
      )}
      {answer.read.unreadable > 0 && (
        <p class="notice warn results-error" role="alert">
          {integer(answer.read.unreadable)} {answer.read.unreadable === 1 ? 'record' : 'records'} could not be decoded; their columns are NULL here.
        </p>
      )}
      {isChart.value && choice ? (
        <ResultChart answer={answer} choice={choice} />
      ) : answer.rows.length === 0 ? (
        <Empty title="No rows" />
      ) : (
        <ResultTable answer={answer} />
      )}
      <Reading read={answer.read} />
    </>
  );
}

/** Which offsets were read. */
function Reading({ read }: { readonly read: Read }) {
  const parts = read.parts.slice(0, PARTS_SHOWN);
  return (
    <details class="reading" data-testid="reading">
      <summary class="number">
        Read {integer(read.records)} {read.records === 1 ? 'record' : 'records'}, {bytes(read.bytes)}, of {read.parts.length}{' '}
        {read.parts.length === 1 ? 'partition' : 'partitions'}
      </summary>
      {parts.length > 0 && (
        <table>
          <caption class="heard">Offsets that were read</caption>
          <thead>
            <tr>
              <th scope="col">Topic</th>
              <th scope="col" class="figure">Partition</th>
              <th scope="col" class="figure">From offset</th>
              <th scope="col" class="figure">To offset</th>
              <th scope="col" class="figure">Records</th>
            </tr>
          </thead>
          <tbody>
            {parts.map(({ topic, partition, from, to, records }) => (
              <tr key={`${topic} ${partition}`}>
                <th scope="row">{topic}</th>
                <td class="figure">{partition}</td>
                <td class="figure">{integer(from)}</td>
                <td class="figure">{integer(to - 1)}</td>
                <td class="figure">{integer(records)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {read.parts.length > parts.length && <p class="quiet">and {read.parts.length - parts.length} more partitions</p>}
    </details>
  );
}

function download(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
