/** The form of one step, drawn from what its block says of itself. What the block would not take stays on the screen, with the reason. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Collapse, Stack, Text } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { blockOf, type Step } from '../../../../engine/blocks/blocks.ts'
import type { Problem } from '../../../../engine/checks/check.ts'
import { useEngineWords } from '../engine-words/engine-words.ts'
import { controlOf } from './controls.ts'
import { type PartFault, problemFaults, schemaFaults } from './faults.ts'
import type { FieldForm } from './form-of.ts'
import classes from './inspector.module.css'
import { PartFaults } from './part-faults.tsx'
import { stepFields } from './step-fields.ts'
import { withoutUndefined } from './without-undefined.ts'

interface StepFormProps {
  stepId: string
  step: Step
  problems: readonly Problem[]
  /** the part to bring one to, such as `choices/0/label` */
  part: string | null
  /** a step that was just made is not scolded for being empty before one has been at it */
  isFresh: boolean
  onChange: (step: Step) => void
}

/** What was typed and cannot be kept, over the step it was typed into. */
interface Unkept {
  over: Step
  value: Readonly<Record<string, unknown>>
  faults: PartFault[]
}

export function StepForm({ stepId, step, problems, part, isFresh, onChange }: StepFormProps) {
  const { t } = useLingui()
  const root = useRef<HTMLDivElement>(null)
  const [unkept, setUnkept] = useState<Unkept | null>(null)
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set())
  const [isRareOpen, setRareOpen] = useState(false)
  const present = unkept?.over === step ? unkept : null
  const shown: Readonly<Record<string, unknown>> = present?.value ?? { ...step }
  const { main, rare, ways } = stepFields(step, shown)
  const faults = [...(present?.faults ?? []), ...problemFaults(problems, stepId)].filter(
    ({ code, part: at }) => !isFresh || !code.startsWith('empty') || touched.has(first(at)),
  )
  const hasRareFault = rare.some(({ key }) => faults.some((fault) => first(fault.part) === key))

  const setParts = (parts: Readonly<Record<string, unknown>>) => {
    const value = flat({ ...shown, ...parts })
    const parsed = blockOf(step).schema.safeParse(value)
    if (!parsed.success) return setUnkept({ over: step, value, faults: schemaFaults(parsed.error.issues) })
    setUnkept(null)
    onChange(parsed.data)
  }

  useEffect(() => {
    if (part !== null) focusPart(root.current, part)
  }, [part])

  const draw = (fields: FieldForm[]): ReactNode =>
    fields.map((field) => (
      <PartField
        key={`${stepId} ${field.key}`}
        field={field}
        shown={shown}
        faults={faults}
        setParts={setParts}
        onLeave={() => setTouched((before) => (before.has(field.key) ? before : new Set([...before, field.key])))}
      />
    ))
  return (
    <Stack gap="md" ref={root}>
      <PartFaults faults={faults.filter(({ part: at }) => at === '')} />
      {present && (
        <Text size="xs" c="dimmed" role="status">
          <Trans>The last change is not kept yet: something in it has to be mended.</Trans>
        </Text>
      )}
      {draw(main)}
      {rare.length > 0 && (
        <div>
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            className={classes.more}
            onClick={() => setRareOpen(!isRareOpen)}
            aria-expanded={isRareOpen || hasRareFault}
            rightSection={<IconChevronDown size={14} data-open={isRareOpen || hasRareFault || undefined} />}
          >
            <Trans>More options</Trans>
          </Button>
          <Collapse expanded={isRareOpen || hasRareFault}>
            {(isRareOpen || hasRareFault) && (
              <Stack gap="md" pt="sm">
                {draw(rare)}
              </Stack>
            )}
          </Collapse>
        </div>
      )}
      {ways.length > 0 && (
        <section className={classes.ways} aria-label={t`Where it goes on`}>
          <h3 className={classes.subhead}>{t`Where it goes on`}</h3>
          <Stack gap="sm">{draw(ways)}</Stack>
        </section>
      )}
    </Stack>
  )
}

interface PartFieldProps {
  field: FieldForm
  shown: Readonly<Record<string, unknown>>
  faults: readonly PartFault[]
  setParts: (parts: Readonly<Record<string, unknown>>) => void
  onLeave: () => void
}

function PartField({ field, shown, faults, setParts, onLeave }: PartFieldProps) {
  const words = useEngineWords()
  const Control = controlOf(field.control)
  const translated = { ...field, label: words(field.label), description: field.description && words(field.description) }
  const faultAt = (path?: string) => {
    const at = path === undefined ? field.key : path.startsWith('../') ? path.slice(3) : `${field.key}/${path}`
    const found = faults.find(({ part }) => part === at)
    return found && words(found.message)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only notices that one has been here
    <div data-part={field.key} onBlur={onLeave}>
      <Control
        field={translated}
        value={shown[field.key]}
        set={(value) => setParts({ [field.key]: value })}
        step={shown}
        setParts={setParts}
        faultAt={faultAt}
      />
    </div>
  )
}

function flat(value: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, part]) => (part === undefined ? [] : [[key, withoutUndefined(part)]])),
  )
}

function first(part: string): string {
  return part.split('/', 1)[0] ?? ''
}

/** The row that a path names, else the part, gets the keyboard. */
function focusPart(root: HTMLElement | null, path: string): void {
  const [key = '', index] = path.split('/')
  const part = root?.querySelector<HTMLElement>(`[data-part="${CSS.escape(key)}"]`)
  const row =
    index !== undefined && /^\d+$/.test(index)
      ? part?.querySelectorAll<HTMLElement>('[data-row]')[Number(index)]
      : undefined
  const field = (row ?? part)?.querySelector<HTMLElement>('textarea, input')
  field?.focus()
  field?.scrollIntoView({ block: 'center' })
}
