/** A mill wheel dipping into the race. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" aria-hidden="true">
      <g class="wheel">
        <circle cx="12" cy="9.5" r="6.1" />
        <circle cx="12" cy="9.5" r="1.5" fill="currentColor" stroke="none" />
        <path d="M12 1.2v5.4M12 12.4v5.4M3.7 9.5h5.4M14.9 9.5h5.4M6.1 3.6l3.8 3.8M14.1 7.4l3.8-3.8M9.9 11.6l-3.8 3.8M14.1 11.6l3.8 3.8" />
      </g>
      <path class="water" d="M1.5 20c2.6 0 2.6-1.8 5.2-1.8S9.4 20 12 20s2.7-1.8 5.3-1.8 2.6 1.8 5.2 1.8" />
    </svg>
  );
}
