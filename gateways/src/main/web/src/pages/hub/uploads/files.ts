import { count, fields, list, text } from '../../../live/decode';

/** A file that the hub has, whole. */
export interface StoredFile {
  readonly name: string;
  readonly size: number;
  /** When it was whole, ms; undefined when the hub does not say. */
  readonly at: number | undefined;
}

/** GET /hub/api/uploads: the newest first. */
export function readFiles(json: unknown): readonly StoredFile[] {
  return list(json)
    .map((one) => {
      const said = fields(one);
      const at = Date.parse(text(said['finished_at']));
      return { name: text(said['name'], '', 255), size: count(said['bytes']), at: Number.isNaN(at) ? undefined : at };
    })
    .filter(({ name }) => name !== '')
    .sort((a, b) => (b.at ?? 0) - (a.at ?? 0) || a.name.localeCompare(b.name));
}

/** Bytes a second over the last while, and how long the rest will take. */
export class Speed {
  private marks: { readonly at: number; readonly bytes: number }[] = [];

  note(at: number, bytes: number): void {
    this.marks.push({ at, bytes });
    this.marks = this.marks.filter((mark) => at - mark.at <= SPAN_MS);
  }

  /** Undefined until there is something to go by. */
  get bytesPerSecond(): number | undefined {
    const [first, last] = [this.marks[0], this.marks.at(-1)];
    if (!first || !last || last.at - first.at < LEAST_MS) return undefined;
    return Math.max(0, ((last.bytes - first.bytes) * 1000) / (last.at - first.at));
  }
}

const SPAN_MS = 5000;
const LEAST_MS = 400;
