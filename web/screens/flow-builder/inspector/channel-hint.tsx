/** Under a list: which channels show less of it. Quiet while all can show it. */

import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { IconInfoCircle } from '@tabler/icons-react'
import { type Excess, excessOf, type LimitedPart, type Measure } from '../../../../shared/channel-limits.ts'
import { useReader } from '../../../kit/reader.ts'
import classes from './controls/controls.module.css'
import { useForm } from './form-context.ts'

interface ChannelHintProps {
  of: LimitedPart
  counts: Partial<Record<Measure, number>>
}

export function ChannelHint({ of, counts }: ChannelHintProps) {
  const { channels } = useForm()
  const sentence = useSentence(of)
  const found = excessOf(of, counts, channels)
  if (found.length === 0) return null
  return (
    <div className={classes.hint}>
      <IconInfoCircle size={14} aria-hidden="true" />
      <div>
        {found.map((excess) => (
          <div key={`${excess.measure} ${excess.limit}`}>{sentence(excess)}</div>
        ))}
      </div>
    </div>
  )
}

function useSentence(of: LimitedPart): (excess: Excess) => string {
  const { t } = useLingui()
  const { language } = useReader()
  return ({ measure, limit, channels }) => {
    const names = new Intl.ListFormat(language, { type: 'conjunction' }).format(channels)
    const count = channels.length
    if (measure === 'label') return t`${names}: words on it are cut after ${limit} characters.`
    if (measure === 'title') return t`${names}: titles are cut after ${limit} characters.`
    if (measure === 'description') return t`${names}: the text below is cut after ${limit} characters.`
    if (of === 'buttons')
      return plural(count, {
        one: `${names} shows at most ${limit} buttons.`,
        other: `${names} show at most ${limit} buttons.`,
      })
    if (of === 'cards')
      return plural(count, {
        one: `${names} shows at most ${limit} cards.`,
        other: `${names} show at most ${limit} cards.`,
      })
    if (of === 'rows')
      return plural(count, {
        one: `${names} shows at most ${limit} rows.`,
        other: `${names} show at most ${limit} rows.`,
      })
    return plural(count, {
      one: `${names} shows at most ${limit} answers.`,
      other: `${names} show at most ${limit} answers.`,
    })
  }
}
