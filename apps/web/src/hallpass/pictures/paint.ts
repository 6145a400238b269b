/**
 * The four paints of the pictures; strokes are `currentColor`, the ink of the place they stand in.
 * They follow the theme, so a glyph drawn on an accent uses the matching `on…` paint.
 */
export const paper = 'var(--fb-surface, #fff)';
export const pine = 'var(--fb-pine, #14664a)';
export const marigold = 'var(--fb-marigold, #ffc247)';
/** Marigold is the same in both themes, so what stands on it is always ink. */
export const onMarigold = '#12211d';
