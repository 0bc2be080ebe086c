import './query.css';
import { useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { note, query } from '../../app/router';
import { PageHead } from '../../design/PageHead';
import { ApiError, getJson } from '../../live/api';
import { readTables, type Table } from './answer';
import type { Editor } from './editor';
import { EditorPanel } from './EditorPanel';
import { EXAMPLES } from './examples';
import { keep, past } from './past';
import { openQuestion } from './question';
import { ResultPanel } from './ResultPanel';
import { TablesPanel } from './TablesPanel';

/** Longer questions are not put into the address. */
const ADDRESS_MOST = 1500;

/** Questions in SQL over topics: written, asked, and answered as a table or a chart. */
export default function Query() {
  const question = useMemo(openQuestion, []);
  useEffect(() => () => question.close(), [question]);
  const tables = useSignal<readonly Table[] | undefined>(undefined);
  const failure = useSignal('');
  useEffect(() => {
    getJson('/analyst/api/tables', readTables).then(
      (known) => (tables.value = known),
      (error: unknown) => (failure.value = error instanceof ApiError ? error.message : 'The topics cannot be listed'),
    );
  }, []);
  const editor = useRef<Editor>(null);
  const begin = useMemo(() => query.peek().get('sql') ?? past.peek()[0]?.sql ?? EXAMPLES[0]?.sql ?? '', []);
  const ask = (sql: string): void => {
    keep(sql, Date.now());
    note('sql', sql.length <= ADDRESS_MOST ? sql : undefined);
    void question.ask(sql);
  };
  return (
    <>
      <PageHead title="Query" />
      <div class="query">
        <TablesPanel tables={tables.value} failure={failure.value} insert={(text) => editor.current?.insert(text)} />
        <div class="query-main">
          <EditorPanel begin={begin} stage={question.stage} tables={tables.value} ask={ask} cancel={question.cancel} onEditor={(opened) => (editor.current = opened)} />
          <ResultPanel stage={question.stage} />
        </div>
      </div>
    </>
  );
}
