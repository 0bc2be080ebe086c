import type { ComponentChildren } from 'preact';
import { Mark } from './Mark';

interface Props {
  readonly title: string;
  /** Whether something is expected to appear by itself. */
  readonly waiting?: boolean;
  readonly children?: ComponentChildren;
}

/** What stands where there is nothing to show, and what would change that. */
export function Empty({ title, waiting, children }: Props) {
  return (
    <div class={waiting ? 'empty waiting' : 'empty'}>
      <Mark />
      <strong>{title}</strong>
      {children && <span>{children}</span>}
    </div>
  );
}
