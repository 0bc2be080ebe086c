import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap, completionStatus } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { PostgreSQL, sql, SQLDialect, type SQLNamespace } from '@codemirror/lang-sql';
import { bracketMatching, HighlightStyle, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { setDiagnostics } from '@codemirror/lint';
import { Compartment, EditorState, Prec } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers, placeholder } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import type { Table } from './answer';
import type { Place } from './place';

const DUCKDB = SQLDialect.define({
  ...PostgreSQL.spec,
  keywords: `${PostgreSQL.spec.keywords} qualify asof anti semi positional exclude columns summarize describe pivot unpivot`,
  builtin: `${PostgreSQL.spec.builtin ?? ''} time_bucket arg_max arg_min quantile_cont date_diff make_timestamp approx_count_distinct median mode list unnest`,
});

/** Colours come from the tokens, so that they follow the theme. */
const HIGHLIGHT = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.modifier], color: 'var(--series-3)', fontWeight: '550' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--series-6)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--series-2)' },
  { tag: [tags.typeName, tags.standard(tags.name)], color: 'var(--series-5)' },
  { tag: [tags.comment, tags.lineComment, tags.blockComment], color: 'var(--ink-3)', fontStyle: 'italic' },
  { tag: [tags.operator, tags.punctuation, tags.separator], color: 'var(--ink-2)' },
]);

export interface Editor {
  readonly view: EditorView;
  text(): string;
  write(sql: string): void;
  insert(text: string): void;
  know(tables: readonly Table[]): void;
  mark(place: Place | undefined, message: string): void;
}

export function openEditor(parent: HTMLElement, begin: string, onRun: () => void, onChange: (text: string) => void): Editor {
  const language = new Compartment();
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: begin,
      extensions: [
        Prec.highest(
          keymap.of([
            { key: 'Mod-Enter', run: () => (onRun(), true) },
            // Twice in a row it leads out, as everywhere else.
            { key: 'Escape', run: ({ contentDOM, state }) => completionStatus(state) === null && (contentDOM.blur(), true) },
          ]),
        ),
        lineNumbers(),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        drawSelection(),
        history(),
        indentOnInput(),
        bracketMatching(),
        closeBrackets(),
        autocompletion({ icons: false }),
        language.of(sql({ dialect: DUCKDB, upperCaseKeywords: true })),
        syntaxHighlighting(HIGHLIGHT),
        keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...completionKeymap]),
        placeholder('SELECT … FROM telemetry.records'),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ 'aria-label': 'Question in SQL', spellcheck: 'false' }),
        EditorView.updateListener.of((update) => update.docChanged && onChange(update.state.doc.toString())),
      ],
    }),
  });
  return {
    view,
    text: () => view.state.doc.toString(),
    write(text) {
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text }, selection: { anchor: text.length } });
    },
    insert(text) {
      view.dispatch(view.state.replaceSelection(text));
      view.focus();
    },
    know(tables) {
      view.dispatch({ effects: language.reconfigure(sql({ dialect: DUCKDB, upperCaseKeywords: true, schema: schema(tables) })) });
    },
    mark(place, message) {
      const end = view.state.doc.length;
      view.dispatch(
        setDiagnostics(
          view.state,
          place ? [{ from: Math.min(place.from, end), to: Math.min(place.to, end), severity: 'error', message }] : [],
        ),
      );
    },
  };
}

/** Topics with their columns, and the fields of those that have some. */
function schema(tables: readonly Table[]): SQLNamespace {
  const all: Record<string, SQLNamespace> = {};
  for (const { name, sql: written, columns } of tables) {
    const completions = columns.map(({ name: label, type }) => ({ label, type: 'property', detail: shortType(type) }));
    const [left = '', right] = written.split('.', 2);
    if (written.startsWith('"') || right === undefined) all[written] = { self: { label: name, apply: written, type: 'type' }, children: completions };
    else all[left] = { ...(all[left] as Record<string, SQLNamespace> | undefined), [right]: completions };
  }
  return all;
}

export function shortType(type: string): string {
  const list = type.endsWith('[]') ? '[]' : '';
  if (type.startsWith('STRUCT(')) return `STRUCT${list}`;
  if (type.startsWith('MAP(')) return 'MAP';
  return type.replace('TIMESTAMP WITH TIME ZONE', 'TIMESTAMPTZ');
}
