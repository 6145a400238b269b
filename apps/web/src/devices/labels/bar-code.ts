import { code128 } from 'bwip-js/browser';

/** Bars as one path, in modules of the narrowest bar. */
export interface BarCode {
  readonly width: number;
  readonly height: number;
  readonly path: string;
}

/**
 * A text as Code 128 (ISO/IEC 15417), which every scanner reads; null for a text with signs that it does not have.
 * A module of its own, since the encoder is large and only labels need it.
 */
export function barCode(text: string): BarCode | null {
  try {
    return code128({ bcid: 'code128', text, scale: 1, height: 10, includetext: false }, new PathDrawing());
  } catch {
    return null;
  }
}

/** Collects what the encoder draws. A bar is a vertical line about its middle. */
class PathDrawing {
  private width = 0;
  private height = 0;
  private path = '';

  scale(): null {
    return null;
  }
  measure(): { width: number; ascent: number; descent: number } {
    return { width: 0, ascent: 0, descent: 0 };
  }
  init(width: number, height: number): void {
    this.width = width;
    this.height = height;
  }
  line(x0: number, y0: number, _x1: number, y1: number, thickness: number): void {
    const [width, x, y] = [Math.round(thickness), Math.trunc(x0), Math.min(y0, y1)];
    this.path += `M${String(x - Math.floor(width / 2))} ${String(y)}h${String(width)}v${String(Math.abs(y1 - y0))}h-${String(width)}z`;
  }
  polygon(): void {
    // Code 128 is of bars alone.
  }
  hexagon(): void {
    // As above.
  }
  ellipse(): void {
    // As above.
  }
  fill(): void {
    // Filled where it is shown.
  }
  text(): void {
    // The tag is set in our own type.
  }
  end(): BarCode {
    return { width: this.width, height: this.height, path: this.path };
  }
}
