/** What each way into a flow wants to know. */
import { Trans, useLingui } from '@lingui/react/macro'
import { Checkbox, Select, TagsInput, Text } from '@mantine/core'
import { safePattern } from '../../../../engine/conditions/pattern.ts'
import type { Entry } from '../../../../engine/entry.ts'
import { FieldPicker, TagPicker } from './controls/names.tsx'
import { useForm } from './form-context.ts'
import { HookFields } from './hook-fields.tsx'
import { RefFields } from './ref-fields.tsx'
import { ScheduleFields } from './schedule-fields.tsx'

interface EntryFieldsProps<Kind extends Entry['kind'] = Entry['kind']> {
  entry: Extract<Entry, { kind: Kind }>
  onChange: (entry: Entry) => void
}

export function EntryFields({ entry, onChange }: EntryFieldsProps) {
  const { t } = useLingui()
  switch (entry.kind) {
    case 'keyword':
      return <KeywordFields entry={entry} onChange={onChange} />
    case 'ref':
      return <RefFields word={entry.ref} onChange={(ref) => onChange({ ...entry, ref })} />
    case 'tag-added':
      return (
        <TagPicker label={t`Tag`} value={entry.tag} onChange={(tag) => tag.trim() && onChange({ ...entry, tag })} />
      )
    case 'field-changed':
      return (
        <FieldPicker
          label={t`Field`}
          value={entry.field}
          isOptional={false}
          takesBot={false}
          onChange={(field) => field !== undefined && onChange({ ...entry, field })}
        />
      )
    case 'webhook':
      return <HookFields entryId={entry.id} />
    case 'schedule':
      return <ScheduleFields entry={entry} onChange={onChange} />
    default:
      return null
  }
}

function KeywordFields({ entry, onChange }: EntryFieldsProps<'keyword'>) {
  const { t } = useLingui()
  const { isReadOnly } = useForm()
  const isPattern = entry.match === 'pattern'
  const broken = isPattern ? entry.words.filter((word) => !safePattern(word)) : []
  const matches = {
    exact: t`Exactly these words`,
    contains: t`These words somewhere in the message`,
    'starts-with': t`A message that begins so`,
    pattern: t`A regular expression`,
  }
  return (
    <>
      <Select
        label={t`What has to be written`}
        data={Object.entries(matches).map(([value, label]) => ({ value, label }))}
        value={entry.match}
        onChange={(match) => onChange({ ...entry, match: isMatch(match) ? match : entry.match })}
        readOnly={isReadOnly}
      />
      <TagsInput
        label={isPattern ? t`Patterns` : t`Words`}
        description={t`Enter or a comma adds one; any of them will do. Capital letters make no difference.`}
        splitChars={isPattern ? [] : [',']}
        value={entry.words}
        onChange={(words) => words.length > 0 && onChange({ ...entry, words: words.slice(0, 50) })}
        maxTags={50}
        readOnly={isReadOnly}
        error={broken[0] === undefined ? undefined : t`This is no pattern: ${broken[0]}`}
      />
      <Checkbox
        label={t`Also while a question waits for its answer`}
        checked={entry.always}
        disabled={isReadOnly}
        onChange={(event) => onChange({ ...entry, always: event.currentTarget.checked })}
      />
      {entry.always && (
        <Text size="xs" c="dimmed">
          <Trans>The question is then given up. Good for words such as “stop” or “menu”.</Trans>
        </Text>
      )}
    </>
  )
}

function isMatch(word: string | null): word is Extract<Entry, { kind: 'keyword' }>['match'] {
  return word === 'exact' || word === 'contains' || word === 'starts-with' || word === 'pattern'
}
