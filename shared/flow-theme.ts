/** The look that a new bot's flows and web chat start with (W9). */
import { z } from 'zod'

const Colour = z.string().regex(/^#[0-9a-fA-F]{6}$/, 'is not a colour such as #0F766E')

export const FlowTheme = z.strictObject({
  accent: Colour,
  background: Colour,
  font: z.enum(['system', 'inter', 'serif', 'mono']),
  bubble: z.enum(['rounded', 'soft', 'square']),
  buttons: z.enum(['filled', 'outline']),
  avatar: z.strictObject({ kind: z.enum(['initials', 'logo', 'none']) }),
  dark: z.enum(['auto', 'light', 'dark']),
})
export type FlowTheme = z.output<typeof FlowTheme>

export const DEFAULT_FLOW_THEME: FlowTheme = {
  accent: '#0F766E',
  background: '#F7F8F8',
  font: 'inter',
  bubble: 'rounded',
  buttons: 'outline',
  avatar: { kind: 'initials' },
  dark: 'auto',
}
