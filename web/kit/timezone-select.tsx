/** Picks an IANA timezone by searching; each shows what time it is there now. */
import { useLingui } from '@lingui/react/macro'
import { Group, Select, type SelectProps, Text } from '@mantine/core'
import { useMemo } from 'react'
import { type Reader, useReader } from './reader.ts'

interface TimezoneSelectProps extends Omit<SelectProps, 'data' | 'value' | 'onChange' | 'onSelect'> {
  value: string
  onChange: (timezone: string) => void
}

export function TimezoneSelect({ value, onChange, ...rest }: TimezoneSelectProps) {
  const { t } = useLingui()
  const reader = useReader()
  const zones = useMemo(() => zonesWith(value), [value])
  return (
    <Select
      label={t`Timezone`}
      data={zones}
      value={value}
      onChange={(zone) => zone && onChange(zone)}
      searchable
      limit={60}
      nothingFoundMessage={t`No such timezone`}
      maxDropdownHeight={280}
      renderOption={({ option }) => (
        <Group justify="space-between" wrap="nowrap" flex={1} gap="xs">
          <span>{option.label}</span>
          <Text component="span" size="xs" c="dimmed" data-tabular>
            {timeIn(option.value, reader)}
          </Text>
        </Group>
      )}
      {...rest}
    />
  )
}

/** The clock of a zone at this moment: "14:05, GMT+1". */
export function timeIn(timezone: string, reader: Reader, at = new Date()): string {
  return new Intl.DateTimeFormat(reader.language, {
    timeZone: timezone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: reader.timeFormat === '12h' ? 'h12' : 'h23',
    timeZoneName: 'shortOffset',
  }).format(at)
}

/** All zones the browser knows, and the present one even if it does not. */
function zonesWith(value: string): { value: string; label: string }[] {
  const names = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', value])
  return [...names]
    .filter(Boolean)
    .sort()
    .map((name) => ({ value: name, label: name.replaceAll('_', ' ') }))
}
