/** A template in the gallery: what it is, who shares it, how much is in it. */
import { useLingui as useWords } from '@lingui/react'
import { Plural, Trans } from '@lingui/react/macro'
import { Badge } from '@mantine/core'
import type { GalleryTemplate } from '../../../shared/templates.ts'
import { Card, CardLink } from '../../kit/card.tsx'
import { CHANNEL_WORDS } from '../../kit/channel-words.ts'
import { Tile } from '../../kit/tile.tsx'
import type { TemplatesSearch } from './search.ts'
import { CATEGORY_ICONS, CATEGORY_WORDS, useTemplateWords } from './template-words.ts'
import classes from './templates.module.css'

export function TemplateCard({ template }: { template: GalleryTemplate }) {
  const { _ } = useWords()
  const { name, description } = useTemplateWords()(template)
  const { publisher, source, category, channels, flows } = template
  return (
    <Card
      sign={<CategoryIcon category={category} />}
      title={
        <CardLink
          from="/w/$workspaceId/templates"
          to="."
          search={(old: TemplatesSearch) => ({ ...old, template: template.id })}
        >
          {name}
        </CardLink>
      }
      under={source === 'starter' ? _(CATEGORY_WORDS[category]) : <Trans>by {publisher}</Trans>}
      text={description}
      foot={
        <div className={classes.marks}>
          {channels.map((channel) => (
            <Badge key={channel} color="gray">
              {_(CHANNEL_WORDS[channel])}
            </Badge>
          ))}
          <span className={classes.size}>
            <Size flows={flows} />
          </span>
        </div>
      }
    />
  )
}

export function CategoryIcon({ category }: Pick<GalleryTemplate, 'category'>) {
  const Icon = CATEGORY_ICONS[category]
  return (
    <Tile look="tinted">
      <Icon size={20} stroke={1.6} />
    </Tile>
  )
}

export function Size({ flows }: Pick<GalleryTemplate, 'flows'>) {
  const steps = flows.reduce((sum, flow) => sum + flow.steps, 0)
  if (flows.length < 2) return <Plural value={steps} one="# step" other="# steps" />
  const count = flows.length
  return (
    <Trans>
      <Plural value={steps} one="# step" other="# steps" /> in {count} flows
    </Trans>
  )
}
