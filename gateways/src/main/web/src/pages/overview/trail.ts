import { useRef } from 'preact/hooks';

/** How many answers back a sparkline reaches. */
const KEPT = 60;

/** The last values of each key, one more per answer; keys that are gone are forgotten. */
export class Trail {
  private seen: unknown = undefined;
  private lines = new Map<string, number[]>();

  /** Adds the values of `answer` unless it has been added already. */
  add(answer: unknown, values: ReadonlyMap<string, number>): void {
    if (answer === undefined || answer === this.seen) return;
    this.seen = answer;
    this.lines = new Map([...values].map(([key, value]) => [key, [...(this.lines.get(key) ?? []), value].slice(-KEPT)]));
  }

  of(key: string): readonly number[] {
    return this.lines.get(key) ?? [];
  }
}

export function useTrail(answer: unknown, values: ReadonlyMap<string, number>): Trail {
  const trail = useRef<Trail>(null);
  trail.current ??= new Trail();
  trail.current.add(answer, values);
  return trail.current;
}
