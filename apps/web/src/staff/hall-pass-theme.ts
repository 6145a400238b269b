import {
  createTheme,
  type CSSVariablesResolver,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core';

const pine: MantineColorsTuple = [
  '#e9f4ef',
  '#d3e7dd',
  '#a9d2be',
  '#7bbb9c',
  '#52a680',
  '#2c8a62',
  '#14664a',
  '#115a41',
  '#0f5039',
  '#173f35',
];
const marigold: MantineColorsTuple = [
  '#fff6e2',
  '#ffecc6',
  '#ffdf9c',
  '#ffd071',
  '#ffc247',
  '#f3b02c',
  '#c98a0e',
  '#956406',
  '#6b4803',
  '#463a17',
];
const danger: MantineColorsTuple = [
  '#fdf0ee',
  '#fbe4e0',
  '#f3bfb8',
  '#ea978d',
  '#df6b5f',
  '#c9443a',
  '#b3261e',
  '#9a1f18',
  '#811912',
  '#5f120d',
];

/** Neutrals with our paper and pine in them; the step numbers are Mantine's. */
const gray: MantineColorsTuple = [
  '#faf7f0',
  '#f4efe4',
  '#ebe4d5',
  '#e2d8c4',
  '#bdb6a6',
  '#98968a',
  '#6f7d78',
  '#4f5c57',
  '#2f3d38',
  '#1b2a25',
];
const dark: MantineColorsTuple = [
  '#f4efe3',
  '#d5ddd7',
  '#bccac3',
  '#8fa29a',
  '#47645a',
  '#2c453c',
  '#1f352e',
  '#182c26',
  '#10201b',
  '#0b1713',
];

/**
 * Mantine judges the words on a filled button by the light scheme's shade alone; the dark scheme's is pale and wants
 * dark words. Marigold is the same in both and has an ink edge, as on the tickets.
 */
const fills: VariantColorsResolver = (input) => {
  const resolved = defaultVariantColorsResolver(input);
  if (input.variant !== 'filled') return resolved;
  if (input.color === 'marigold')
    return { background: 'var(--fb-marigold)', hover: '#ffd071', color: '#12211d', border: '1px solid #12211d' };
  return input.color === 'pine' || input.color === 'danger' ? { ...resolved, color: 'var(--mantine-primary-color-contrast)' } : resolved;
};

export const hallPassTheme = createTheme({
  variantColorResolver: fills,
  primaryColor: 'pine',
  primaryShade: { light: 6, dark: 3 },
  autoContrast: true,
  luminanceThreshold: 0.32,
  colors: { pine, marigold, danger, gray, dark },
  white: '#ffffff',
  black: '#12211d',
  fontFamily: 'var(--fb-font)',
  fontSizes: { xs: '0.875rem', sm: '0.9375rem', md: '1.0625rem', lg: '1.1875rem', xl: '1.375rem' },
  headings: { fontFamily: 'var(--fb-font)', fontWeight: '700', textWrap: 'balance' },
  defaultRadius: 'md',
  radius: { md: '10px', lg: '14px', xl: '20px' },
  respectReducedMotion: true,
  cursorType: 'pointer',
});

const ours: Record<string, string> = {
  '--mantine-color-body': 'var(--fb-paper)',
  '--mantine-color-text': 'var(--fb-ink)',
  '--mantine-color-dimmed': 'var(--fb-ink-soft)',
  '--mantine-color-placeholder': 'var(--fb-ink-soft)',
  '--mantine-color-error': 'var(--fb-error)',
  '--mantine-color-default': 'var(--fb-surface)',
  '--mantine-color-default-hover': 'var(--fb-pine-soft)',
  '--mantine-color-default-color': 'var(--fb-ink)',
  '--mantine-color-default-border': 'var(--fb-border)',
  '--mantine-color-anchor': 'var(--fb-pine)',
};

/**
 * Mantine's own greys miss 4.5:1 (text) and 3:1 (borders) on our paper; our tokens do not, in either scheme.
 * They are set per scheme because Mantine's per-scheme values would win over shared ones.
 */
export const hallPassVariables: CSSVariablesResolver = () => ({ variables: {}, light: ours, dark: ours });
