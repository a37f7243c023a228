/** Turns a flow theme into a chat's colours and shapes, and keeps every text readable on them; the web chat and the preview of the settings draw by it. */
import type { FlowTheme } from './flow-theme.ts'

type Colour = readonly [number, number, number]

const WHITE: Colour = [255, 255, 255]
const BLACK: Colour = [0, 0, 0]
const LIGHT_INK: Colour = [236, 240, 241]
const DARK_INK: Colour = [22, 27, 31]
const NIGHT: Colour = [17, 20, 23]
const READABLE = 4.55

const FONTS = {
  system: 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif',
  inter: '"Switchboard Inter", Inter, system-ui, -apple-system, "Segoe UI", sans-serif',
  serif: 'Charter, "Iowan Old Style", Georgia, Cambria, serif',
  mono: 'ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace',
} as const satisfies Record<FlowTheme['font'], string>

/** Corner of a bubble, and of a button or field, in pixels. */
const CORNERS = {
  rounded: ['18px', '999px', '22px'],
  soft: ['10px', '10px', '12px'],
  square: ['3px', '3px', '4px'],
} as const satisfies Record<FlowTheme['bubble'], readonly [string, string, string]>

/** The custom properties of the look, `--name` to value. */
export function lookOf(theme: FlowTheme, isDark: boolean): Record<string, string> {
  const back = backOf(theme, isDark)
  const isNight = contrast(WHITE, back) > contrast(BLACK, back)
  const ink = isNight ? LIGHT_INK : DARK_INK
  const surface = surfaceOn(back, isNight)
  const accent = apart(parse(theme.accent), back, isNight ? 2.2 : 1.35)
  const [bubble, button, field] = CORNERS[theme.bubble]
  const grounds = [back, surface]
  return {
    '--back': css(back),
    '--surface': css(surface),
    '--raised': css(mix(surface, ink, isNight ? 0.08 : 0.05)),
    '--line': css(mix(back, ink, isNight ? 0.16 : 0.13)),
    '--edge': css(readable(mix(back, ink, 0.4), grounds, 3.1)),
    '--ink': css(readable(ink, grounds, 7)),
    '--dim': css(readable(mix(back, ink, 0.6), grounds, READABLE)),
    '--accent': css(accent),
    '--on-accent': css(inkOn(accent)),
    '--accent-ink': css(readable(accent, grounds, READABLE)),
    '--accent-soft': css(mix(surface, accent, isNight ? 0.2 : 0.1)),
    '--accent-soft-ink': css(readable(accent, [mix(surface, accent, isNight ? 0.2 : 0.1)], READABLE)),
    '--danger': css(readable([200, 52, 44], grounds, READABLE)),
    '--shadow': isNight
      ? '0 0 0 1px rgb(255 255 255 / 7%), 0 20px 56px -10px rgb(0 0 0 / 72%)'
      : '0 0 0 1px rgb(15 25 30 / 6%), 0 18px 50px -12px rgb(15 25 30 / 32%)',
    '--font': FONTS[theme.font],
    '--bubble': bubble,
    '--button': button,
    '--field': field,
    'color-scheme': isNight ? 'dark' : 'light',
  }
}

export function isDarkNow(theme: FlowTheme, prefersDark: boolean): boolean {
  return theme.dark === 'dark' || (theme.dark === 'auto' && prefersDark)
}

/** How far two colours are apart for the eye, 1 to 21 (WCAG contrast). */
export function contrast(a: Colour, b: Colour): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05)
}

export function parse(hex: string): Colour {
  const number = Number.parseInt(hex.slice(1), 16)
  return [(number >> 16) & 255, (number >> 8) & 255, number & 255]
}

/** A dark chat keeps a background that is dark already; a light one is left for the night with a breath of the accent. */
function backOf(theme: FlowTheme, isDark: boolean): Colour {
  const back = parse(theme.background)
  if (!isDark || luminance(back) < 0.05) return back
  return mix(NIGHT, parse(theme.accent), 0.05)
}

/** Lighter than the ground, but on a middling dark one darker, so that one ink can be read on both. */
function surfaceOn(back: Colour, isNight: boolean): Colour {
  if (!isNight) return mix(back, WHITE, 0.9)
  return luminance(back) < 0.05 ? mix(back, WHITE, 0.06) : mix(back, BLACK, 0.15)
}

function inkOn(fill: Colour): Colour {
  if (contrast(WHITE, fill) >= 4.5) return WHITE
  return contrast(DARK_INK, fill) >= 4.5 ? DARK_INK : BLACK
}

/** The colour, moved towards the ink that suits the grounds until it can be read on each of them. */
function readable(colour: Colour, grounds: readonly Colour[], least: number): Colour {
  const ink = grounds.every((ground) => contrast(WHITE, ground) > contrast(BLACK, ground)) ? WHITE : BLACK
  for (let part = 0; part <= 1; part += 0.05) {
    const tried = mix(colour, ink, part)
    if (grounds.every((ground) => contrast(tried, ground) >= least)) return tried
  }
  return ink
}

function apart(colour: Colour, ground: Colour, least: number): Colour {
  return readable(colour, [ground], least)
}

function luminance(colour: Colour): number {
  const [red, green, blue] = colour.map((part) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0)
}

function mix(from: Colour, to: Colour, part: number): Colour {
  const between = (index: 0 | 1 | 2) => Math.round(from[index] + (to[index] - from[index]) * Math.min(1, part))
  return [between(0), between(1), between(2)]
}

function css(colour: Colour): string {
  return `rgb(${colour.join(' ')})`
}
