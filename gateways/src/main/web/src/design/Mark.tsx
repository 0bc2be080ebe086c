/** A mill wheel above the race. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.7" stroke-linecap="round" aria-hidden="true">
      <g class="wheel">
        <circle cx="12" cy="9.2" r="5.5" />
        <path d="M17.08 11.30L19.58 12.34M14.10 14.28L15.14 16.78M9.90 14.28L8.86 16.78M6.92 11.30L4.42 12.34M6.92 7.10L4.42 6.06M9.90 4.12L8.86 1.62M14.10 4.12L15.14 1.62M17.08 7.10L19.58 6.06" />
        <path d="M17.08 11.30L6.92 7.10M9.90 14.28L14.10 4.12" stroke-width="1.2" />
      </g>
      <path d="M1.5 21c2.6 0 2.6-1.9 5.2-1.9s2.7 1.9 5.3 1.9 2.7-1.9 5.3-1.9 2.6 1.9 5.2 1.9" />
    </svg>
  );
}
