/** Draws pictures on a canvas, at most one per animation frame: of several, the newest. */
export class Screen {
  private pending: (() => void) | undefined;
  private discard: (() => void) | undefined;
  private frame = 0;

  constructor(private readonly canvas: HTMLCanvasElement) {}

  show(source: CanvasImageSource, width: number, height: number, release: () => void): void {
    this.discard?.();
    this.discard = release;
    this.pending = () => {
      if (this.canvas.width !== width) this.canvas.width = width;
      if (this.canvas.height !== height) this.canvas.height = height;
      this.canvas.getContext('2d', { alpha: false })?.drawImage(source, 0, 0, width, height);
    };
    this.frame ||= requestAnimationFrame(() => this.draw());
  }

  close(): void {
    cancelAnimationFrame(this.frame);
    this.discard?.();
    this.discard = undefined;
    this.pending = undefined;
  }

  private draw(): void {
    this.frame = 0;
    this.pending?.();
    this.discard?.();
    this.pending = undefined;
    this.discard = undefined;
  }
}
