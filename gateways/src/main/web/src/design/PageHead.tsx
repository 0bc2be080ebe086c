import type { ComponentChildren } from 'preact';

/** A page's heading, with its tools at the end of the line. */
export function PageHead({ title, children }: { readonly title: string; readonly children?: ComponentChildren }) {
  return (
    <header class="page-head">
      <h1 tabIndex={-1}>{title}</h1>
      <div class="page-tools">{children}</div>
    </header>
  );
}
