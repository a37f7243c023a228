/** Fields that the template and the bot both have: used together, or kept apart under another name. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Select, Stack, Text, TextInput } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import { type Field, FieldName } from '../../../shared/fields.ts'
import type { Preview } from './gallery.ts'
import classes from './templates.module.css'

/** The names that both have, whatever they keep under them. */
export function clashesOf({ needs }: Pick<Preview, 'needs'>, known: readonly Field[]): string[] {
  const names = new Set(known.map(({ name }) => name))
  return [...new Set(needs.fields.map(({ name }) => name))].filter((name) => names.has(name))
}

interface FieldMappingProps {
  clashes: readonly string[]
  preview: Preview
  /** under which name each goes; one that is not named stays as it is */
  value: Readonly<Record<string, string>>
  onChange: (value: Record<string, string>) => void
}

export function FieldMapping({ clashes, preview, value, onChange }: FieldMappingProps) {
  if (clashes.length === 0) return null
  return (
    <section>
      <Text size="sm" fw={500} mb={6}>
        <Trans>Fields that the bot has already</Trans>
      </Text>
      <Alert color="blue" icon={<IconInfoCircle size={18} />} mb="sm">
        <Trans>Used together, the flows of both read and write the same field.</Trans>
      </Alert>
      <Stack gap="sm">
        {clashes.map((name) => (
          <Clash
            key={name}
            name={name}
            detail={preview.needs.fields.find((field) => field.name === name)?.description ?? ''}
            to={value[name] ?? name}
            onChange={(to) => onChange({ ...value, [name]: to })}
          />
        ))}
      </Stack>
    </section>
  )
}

interface ClashProps {
  name: string
  detail: string
  to: string
  onChange: (to: string) => void
}

function Clash({ name, detail, to, onChange }: ClashProps) {
  const { t } = useLingui()
  const isApart = to !== name
  const isFit = FieldName.safeParse(to).success
  return (
    <div className={classes.clash}>
      <div>
        <code>{name}</code>
        {detail && <span className={classes.where}>{detail}</span>}
      </div>
      <Select
        aria-label={t`What becomes of ${name}`}
        data={[
          { value: 'together', label: t`Use it together` },
          { value: 'apart', label: t`Keep it apart` },
        ]}
        value={isApart ? 'apart' : 'together'}
        onChange={(word) => onChange(word === 'apart' ? `${name.slice(0, 37)}_2` : name)}
      />
      {isApart && (
        <TextInput
          aria-label={t`New name of ${name}`}
          value={to}
          error={!isFit && t`Small letters, digits and _, a letter first.`}
          onChange={(event) => onChange(event.currentTarget.value)}
          className={classes.clashName}
        />
      )}
    </div>
  )
}
