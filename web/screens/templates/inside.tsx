/** What is in a template, drawn small, and what it wants of a workspace. */
import { Plural, Trans } from '@lingui/react/macro'
import { Title } from '@mantine/core'
import { useMemo } from 'react'
import { BotPackage } from '../../../engine/pack/package.ts'
import { alsoNeeded } from './also-needed.ts'
import { FlowThumbnail } from './flow-thumbnail.tsx'
import type { Preview } from './gallery.ts'
import { Needs } from './needs.tsx'
import classes from './templates.module.css'

export function Inside({ preview }: { preview: Preview }) {
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
      <section>
        <Title order={3} mb={8}>
          <Trans>What it needs</Trans>
        </Title>
        <Needs needs={preview.needs} also={alsoNeeded(flows.map(({ flow }) => flow))} />
      </section>
      {fields.length > 0 && (
        <section>
          <Title order={3} mb={8}>
            <Trans>Fields it fills</Trans>
          </Title>
          <dl className={classes.fields}>
            {fields.map(({ scope, name, description }) => (
              <div key={`${scope} ${name}`}>
                <dt>
                  <code>{scope === 'bot' ? `bot.${name}` : name}</code>
                </dt>
                <dd>{description}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
    </div>
  )
}
