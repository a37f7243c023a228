/** What is in a template, drawn small, and what it wants of a workspace. */
import { Plural, useLingui } from '@lingui/react/macro'
import { useMemo } from 'react'
import { BotPackage } from '../../../engine/pack/package.ts'
import { Fact, Facts } from '../../kit/facts.tsx'
import { Part } from '../../kit/sheet.tsx'
import { alsoNeeded } from './also-needed.ts'
import { FlowThumbnail } from './flow-thumbnail.tsx'
import type { Preview } from './gallery.ts'
import { Needs } from './needs.tsx'
import classes from './templates.module.css'

export function Inside({ preview }: { preview: Preview }) {
  const { t } = useLingui()
  const flows = useMemo(() => BotPackage.parse(preview.package).flows, [preview])
  const { fields } = preview.needs
  return (
    <div className={classes.inside}>
      {flows.map(({ key, name, flow }) => (
        <figure key={key} className={classes.figure}>
          <FlowThumbnail flow={flow} />
          <figcaption>
            <strong>{name}</strong>{' '}
            <span className={classes.size}>
              <Plural value={Object.keys(flow.steps).length} one="# step" other="# steps" />
            </span>
          </figcaption>
        </figure>
      ))}
      <Part title={t`What it needs`}>
        <Needs needs={preview.needs} also={alsoNeeded(flows.map(({ flow }) => flow))} />
      </Part>
      {fields.length > 0 && (
        <Part title={t`Fields it fills`}>
          <Facts names="long">
            {fields.map(({ scope, name, description }) => (
              <Fact key={`${scope} ${name}`} name={<code>{scope === 'bot' ? `bot.${name}` : name}</code>}>
                {description}
              </Fact>
            ))}
          </Facts>
        </Part>
      )}
    </div>
  )
}
