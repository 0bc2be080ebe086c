import document from '../../../../../../../docs/queries.md?raw';

export interface Example {
  readonly title: string;
  readonly sql: string;
}

/** The documented questions, as they stand in the documentation. */
export const EXAMPLES: readonly Example[] = readExamples(document);

export function readExamples(markdown: string): readonly Example[] {
  return [...markdown.matchAll(/^## \d+\. (.+)\n[^]*?```sql\n([^]*?)```/gm)].map(([, title = '', sql = '']) => ({
    title: title.trim(),
    sql: sql.trim(),
  }));
}
