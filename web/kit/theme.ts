/** The component library dressed in our tokens; where its defaults fail contrast they are mended here. */
import {
  type CSSVariablesResolver,
  createTheme,
  localStorageColorSchemeManager,
  type MantineColorsTuple,
  type MantineThemeOverride,
  mergeThemeOverrides,
} from '@mantine/core'

export const colorSchemeManager = localStorageColorSchemeManager({ key: 'switchboard.theme' })

const floating = { transition: 'pop' as const, duration: 120 }

const theme = createTheme({
  primaryColor: 'teal',
  primaryShade: { light: 6, dark: 6 },
  white: '#ffffff',
  black: 'var(--sb-gray-9)',
  colors: {
    gray: scale('gray'),
    dark: scale('dark'),
    teal: scale('teal'),
    red: scale('red'),
    green: scale('green'),
    yellow: scale('yellow'),
    blue: scale('blue'),
  },
  fontFamily: 'var(--sb-font)',
  fontFamilyMonospace: 'var(--sb-font-mono)',
  fontSizes: sizes('text'),
  lineHeights: { xs: '1.35', sm: '1.4', md: '1.45', lg: '1.5', xl: '1.55' },
  fontWeights: { regular: '400', medium: '500', bold: '600' },
  headings: {
    fontFamily: 'var(--sb-font)',
    fontWeight: '600',
    textWrap: 'pretty',
    sizes: {
      h1: { fontSize: 'var(--sb-text-xl)', lineHeight: '1.4' },
      h2: { fontSize: 'var(--sb-text-lg)', lineHeight: '1.5' },
      h3: { fontSize: 'var(--sb-text-md)', lineHeight: '1.45' },
      h4: { fontSize: 'var(--sb-text-md)', lineHeight: '1.45' },
      h5: { fontSize: 'var(--sb-text-sm)', lineHeight: '1.4' },
      h6: { fontSize: 'var(--sb-text-xs)', lineHeight: '1.35' },
    },
  },
  spacing: sizes('space'),
  radius: sizes('radius'),
  defaultRadius: 'sm',
  shadows: {
    xs: 'var(--sb-shadow-sm)',
    sm: 'var(--sb-shadow-sm)',
    md: 'var(--sb-shadow-md)',
    lg: 'var(--sb-shadow-lg)',
    xl: 'var(--sb-shadow-lg)',
  },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 'md' } },
    Alert: { defaultProps: { variant: 'light', radius: 'md' } },
    Avatar: { defaultProps: { radius: 'xl' } },
    Badge: { defaultProps: { variant: 'light', radius: 'xs', tt: 'none' } },
    Button: { defaultProps: { size: 'sm' } },
    Card: { defaultProps: { withBorder: true, radius: 'md', padding: 'md' } },
    Input: { defaultProps: { size: 'sm' } },
    InputWrapper: { defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] } },
    Checkbox: { defaultProps: { size: 'xs', radius: 'xs' } },
    Drawer: { defaultProps: { overlayProps: { backgroundOpacity: 1, color: 'var(--sb-backdrop)' } } },
    Menu: {
      defaultProps: {
        shadow: 'md',
        radius: 'md',
        position: 'bottom-end',
        transitionProps: floating,
        withInitialFocusPlaceholder: false,
      },
    },
    Modal: {
      defaultProps: {
        centered: true,
        radius: 'md',
        padding: 'lg',
        shadow: 'lg',
        overlayProps: { backgroundOpacity: 1, color: 'var(--sb-backdrop)' },
        transitionProps: floating,
      },
    },
    Notification: { defaultProps: { radius: 'md', withBorder: true } },
    Paper: { defaultProps: { radius: 'md' } },
    PasswordInput: { defaultProps: { size: 'sm' } },
    Popover: { defaultProps: { shadow: 'md', radius: 'md', transitionProps: floating } },
    Progress: { defaultProps: { radius: 'xl', size: 6 } },
    Select: { defaultProps: { size: 'sm', checkIconPosition: 'right', allowDeselect: false } },
    Spotlight: {
      defaultProps: {
        radius: 'lg',
        shadow: 'lg',
        overlayProps: { backgroundOpacity: 1, color: 'var(--sb-backdrop)', blur: 0 },
      },
    },
    Switch: { defaultProps: { size: 'sm', withThumbIndicator: false } },
    Table: { defaultProps: { verticalSpacing: 0, horizontalSpacing: 'sm' } },
    Tabs: { defaultProps: { keepMounted: false } },
    TextInput: { defaultProps: { size: 'sm' } },
    Textarea: { defaultProps: { size: 'sm', autosize: true, minRows: 3 } },
    Tooltip: {
      defaultProps: {
        openDelay: 300,
        radius: 'sm',
        withArrow: false,
        events: { hover: true, focus: true, touch: false },
      },
    },
  },
})

/** The theme with the words that the library's own buttons need in the reader's language. */
export function themeWith(words: { close: string; showPassword: string }): MantineThemeOverride {
  return mergeThemeOverrides(theme, {
    components: {
      CloseButton: { defaultProps: { 'aria-label': words.close } },
      PasswordInput: { defaultProps: { visibilityToggleButtonProps: { 'aria-label': words.showPassword } } },
    },
  })
}

export const cssVariables: CSSVariablesResolver = () => ({
  variables: { '--mantine-color-success': 'var(--sb-success-text)', '--mantine-color-error': 'var(--sb-danger-text)' },
  light: { ...surfaces, ...outlined('light') },
  dark: { ...surfaces, ...tinted(), ...outlined('dark') },
})

const surfaces = {
  '--mantine-color-text': 'var(--sb-text)',
  '--mantine-color-bright': 'var(--sb-text)',
  '--mantine-color-body': 'var(--sb-canvas)',
  '--mantine-color-error': 'var(--sb-danger-text)',
  '--mantine-color-success': 'var(--sb-success-text)',
  '--mantine-color-placeholder': 'var(--sb-text-quiet)',
  '--mantine-color-anchor': 'var(--sb-accent-text)',
  '--mantine-color-default': 'var(--sb-surface)',
  '--mantine-color-default-hover': 'var(--sb-hover)',
  '--mantine-color-default-color': 'var(--sb-text)',
  '--mantine-color-default-border': 'var(--sb-border-strong)',
  '--mantine-color-dimmed': 'var(--sb-text-dim)',
  '--mantine-color-disabled': 'var(--sb-hover-strong)',
  '--mantine-color-disabled-color': 'var(--sb-text-quiet)',
  '--mantine-color-disabled-border': 'var(--sb-border)',
}

/** A quiet grey button carries the text colour, not the pale grey the library gives it. */
function outlined(scheme: 'light' | 'dark') {
  return {
    '--mantine-color-gray-light': 'var(--sb-hover)',
    '--mantine-color-gray-light-hover': 'var(--sb-hover-strong)',
    '--mantine-color-gray-light-color': scheme === 'light' ? 'var(--sb-gray-7)' : 'var(--sb-dark-1)',
    '--mantine-color-gray-text': 'var(--sb-text-dim)',
    '--mantine-color-gray-outline': 'var(--sb-border-strong)',
    '--mantine-color-teal-text': 'var(--sb-accent-text)',
    '--mantine-color-red-text': 'var(--sb-danger-text)',
    '--mantine-color-green-text': 'var(--sb-success-text)',
    '--mantine-color-yellow-text': 'var(--sb-warning-text)',
    '--mantine-color-blue-text': 'var(--sb-info-text)',
  }
}

/** In the dark a tint is the colour laid thinly over the surface; the library's own is nearly black. */
function tinted(): Record<string, string> {
  const mixed = (name: string, share: number) => `color-mix(in srgb, var(--sb-${name}-5) ${share}%, var(--sb-surface))`
  return Object.fromEntries(
    ['teal', 'red', 'green', 'yellow', 'blue'].flatMap((name) => [
      [`--mantine-color-${name}-light`, mixed(name, 24)],
      [`--mantine-color-${name}-light-hover`, mixed(name, 32)],
      [`--mantine-color-${name}-light-color`, `var(--sb-${name}-1)`],
    ]),
  )
}

function scale(name: string): MantineColorsTuple {
  const shade = (step: number) => `var(--sb-${name}-${step})`
  return [shade(0), shade(1), shade(2), shade(3), shade(4), shade(5), shade(6), shade(7), shade(8), shade(9)]
}

function sizes(kind: 'text' | 'space' | 'radius') {
  const size = (step: string) => `var(--sb-${kind}-${step})`
  return { xs: size('xs'), sm: size('sm'), md: size('md'), lg: size('lg'), xl: size('xl') }
}
