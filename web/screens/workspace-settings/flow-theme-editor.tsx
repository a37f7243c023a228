/** Chooses the look of chats: colours, font, shapes, avatar, dark; beside it a chat that shows it (W9). */
import { useLingui } from '@lingui/react/macro'
import { ColorInput, Select, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { contrast, parse } from '../../../shared/flow-look.ts'
import type { FlowTheme } from '../../../shared/flow-theme.ts'
import type { Workspace } from '../../../shared/workspaces.ts'
import { Choice } from '../../kit/choice.tsx'
import { useNumber } from '../../kit/reader.ts'
import { ChatPreview } from './chat-preview.tsx'
import classes from './workspace-settings.module.css'

interface FlowThemeEditorProps {
  value: FlowTheme
  onChange: (theme: FlowTheme) => void
  workspace: Pick<Workspace, 'name' | 'logoUrl'>
  isReadOnly: boolean
}

export function FlowThemeEditor({ value: theme, onChange, workspace, isReadOnly }: FlowThemeEditorProps) {
  const set = (change: Partial<FlowTheme>) => onChange({ ...theme, ...change })
  return (
    <div className={classes.theme}>
      <Stack gap="lg" className={classes.themeFields}>
        <Colours theme={theme} set={set} isReadOnly={isReadOnly} />
        <Shapes theme={theme} set={set} isReadOnly={isReadOnly} />
      </Stack>
      <ChatPreview theme={theme} workspace={workspace} />
    </div>
  )
}

interface PartProps {
  theme: FlowTheme
  set: (change: Partial<FlowTheme>) => void
  isReadOnly: boolean
}

function Colours({ theme, set, isReadOnly }: PartProps) {
  const { t } = useLingui()
  return (
    <>
      <Colour
        label={t`Accent`}
        value={theme.accent}
        onChange={(accent) => set({ accent })}
        isReadOnly={isReadOnly}
        hint={<Contrast accent={theme.accent} background={theme.background} />}
      />
      <Colour
        label={t`Background`}
        value={theme.background}
        onChange={(background) => set({ background })}
        isReadOnly={isReadOnly}
      />
    </>
  )
}

interface ColourProps {
  label: string
  value: string
  onChange: (colour: string) => void
  isReadOnly: boolean
  hint?: React.ReactNode
}

/** Passes on only whole colours, so that the preview never has half of one. */
function Colour({ label, value, onChange, isReadOnly, hint }: ColourProps) {
  const { t } = useLingui()
  const [typed, setTyped] = useState(value)
  const [known, setKnown] = useState(value)
  if (value !== known) {
    setKnown(value)
    setTyped(value)
  }
  const type = (text: string) => {
    setTyped(text)
    if (!IS_COLOUR.test(text)) return
    setKnown(text)
    onChange(text)
  }
  return (
    <ColorInput
      label={label}
      value={typed}
      onChange={type}
      format="hex"
      readOnly={isReadOnly}
      description={hint}
      error={IS_COLOUR.test(typed) ? undefined : t`Write a colour such as #0F766E.`}
      eyeDropperButtonProps={{ 'aria-label': t`Pick a colour from the screen` }}
      popoverProps={{ withinPortal: true }}
    />
  )
}

const IS_COLOUR = /^#[0-9a-fA-F]{6}$/
const EASY = 4.5

function Contrast({ accent, background }: { accent: string; background: string }) {
  const { t } = useLingui()
  const number = useNumber()
  const ratio = contrast(parse(accent), parse(background))
  const shown = number(ratio, { minimumFractionDigits: 1, maximumFractionDigits: 1 })
  const isEasy = ratio >= EASY
  return (
    <Text component="span" inherit c={isEasy ? undefined : 'var(--sb-warning-text)'}>
      {isEasy
        ? t`Contrast with the background ${shown} : 1, easy to read.`
        : t`Contrast with the background only ${shown} : 1. Text in this colour is shown stronger, so that it can be read.`}
    </Text>
  )
}

function Shapes({ theme, set, isReadOnly }: PartProps) {
  const { t } = useLingui()
  const fonts = { system: t`The device's own`, inter: 'Inter', serif: t`Serif`, mono: t`Monospaced` }
  return (
    <>
      <Select
        label={t`Font`}
        data={FONTS.map((font) => ({ value: font, label: fonts[font] }))}
        value={theme.font}
        readOnly={isReadOnly}
        onChange={(chosen) => set({ font: FONTS.find((font) => font === chosen) ?? theme.font })}
      />
      <Choice
        label={t`Bubbles`}
        data={[
          { value: 'rounded', label: t`Round` },
          { value: 'soft', label: t`Soft` },
          { value: 'square', label: t`Square` },
        ]}
        value={theme.bubble}
        onChange={(bubble) => set({ bubble })}
        disabled={isReadOnly}
      />
      <Choice
        label={t`Buttons`}
        data={[
          { value: 'filled', label: t`Filled` },
          { value: 'outline', label: t`Outlined` },
        ]}
        value={theme.buttons}
        onChange={(buttons) => set({ buttons })}
        disabled={isReadOnly}
      />
      <Choice
        label={t`Avatar`}
        data={[
          { value: 'initials', label: t`Initials` },
          { value: 'logo', label: t`Logo` },
          { value: 'none', label: t`None` },
        ]}
        value={theme.avatar.kind}
        onChange={(kind) => set({ avatar: { kind } })}
        disabled={isReadOnly}
      />
      <Choice
        label={t`Light or dark`}
        data={[
          { value: 'auto', label: t`Like the visitor's device` },
          { value: 'light', label: t`Light` },
          { value: 'dark', label: t`Dark` },
        ]}
        value={theme.dark}
        onChange={(dark) => set({ dark })}
        disabled={isReadOnly}
      />
    </>
  )
}

const FONTS = ['system', 'inter', 'serif', 'mono'] as const
