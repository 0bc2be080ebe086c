/** A line icon: path data in a box of 20 by 20. Decoration only; what it means stands beside it. */
export function Icon({ path }: { readonly path: string }) {
  return (
    <svg class="icon" viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">
      <path d={path} />
    </svg>
  );
}

export const ICONS = {
  system: 'M3 4.5h14v9H3zM7.5 16.5h5M10 13.5v3',
  light: 'M10 6.5a3.5 3.5 0 1 1 0 7a3.5 3.5 0 1 1 0-7zM10 1.8v1.6M10 16.6v1.6M1.8 10h1.6M16.6 10h1.6M4.2 4.2l1.1 1.1M14.7 14.7l1.1 1.1M4.2 15.8l1.1-1.1M14.7 5.3l1.1-1.1',
  dark: 'M16.5 11.8A7 7 0 0 1 8.2 3.5a7 7 0 1 0 8.3 8.3z',
  keyboard: 'M2.5 5.5h15v9h-15zM5.5 8.5h0M8.5 8.5h0M11.5 8.5h0M14.5 8.5h0M6.5 11.5h7',
  pause: 'M7 5v10M13 5v10',
  play: 'M6.5 4.5l9 5.5l-9 5.5z',
  expand: 'M3.5 7.5v-4h4M12.5 3.5h4v4M16.5 12.5v4h-4M7.5 16.5h-4v-4',
  picture: 'M3 6.5h3.2l1.3-2h5l1.3 2H17v9.5H3zM10 8.4a2.7 2.7 0 1 1 0 5.4a2.7 2.7 0 1 1 0-5.4z',
  more: 'M10 4.5v11M4.5 10h11',
  less: 'M4.5 10h11',
  stop: 'M5.5 5.5h9v9h-9z',
  find: 'M8.75 3.5a5.25 5.25 0 1 1 0 10.5a5.25 5.25 0 1 1 0-10.5zM12.6 12.6l4 4',
} as const;
