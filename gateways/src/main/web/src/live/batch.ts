/** Turns many calls into at most one run per animation frame, and no more often than every `leastMs`. */
export function batched(run: () => void, leastMs: number): { touch(): void; stop(): void } {
  let frame = 0;
  let last = -Infinity;
  function onFrame(now: number): void {
    if (now - last < leastMs) {
      frame = requestAnimationFrame(onFrame);
      return;
    }
    last = now;
    frame = 0;
    run();
  }
  return {
    touch() {
      if (frame === 0) frame = requestAnimationFrame(onFrame);
    },
    stop() {
      cancelAnimationFrame(frame);
    },
  };
}
