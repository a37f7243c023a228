/** A template in the gallery: what it is, who shares it, how much is in it. */
import { useLingui as useWords } from '@lingui/react'
import { Plural, Trans } from '@lingui/react/macro'
import { Badge } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { GalleryTemplate } from '../../../shared/templates.ts'
import { CHANNEL_WORDS } from '../../kit/channel-words.ts'
import { CATEGORY_ICONS, CATEGORY_WORDS, useTemplateWords } from './template-words.ts'
import classes from './templates.module.css'

export function TemplateCard({ template }: { template: GalleryTemplate }) {
  const { _ } = useWords()
  const { name, description } = useTemplateWords()(template)
  const { publisher, source, category, channels, flows } = template
  return (
    <li className={classes.card}>
      <div className={classes.cardHead}>
        <CategoryIcon category={category} />
        <div className={classes.cardWords}>
          <Link
            from="/w/$workspaceId/templates"
            to="."
            search={(old) => ({ ...old, template: template.id })}
            className={classes.cardLink}
          >
            {name}
          </Link>
          <span className={classes.publisher}>
            {source === 'starter' ? _(CATEGORY_WORDS[category]) : <Trans>by {publisher}</Trans>}
          </span>
        </div>
      </div>
      <p className={classes.cardText}>{description}</p>
      <div className={classes.cardFoot}>
        {channels.map((channel) => (
          <Badge key={channel} color="gray">
            {_(CHANNEL_WORDS[channel])}
          </Badge>
        ))}
        <span className={classes.size}>
          <Size flows={flows} />
        </span>
      </div>
    </li>
  )
}

export function CategoryIcon({ category }: Pick<GalleryTemplate, 'category'>) {
  const Icon = CATEGORY_ICONS[category]
  return (
    <span className={classes.icon} aria-hidden="true">
      <Icon size={20} stroke={1.6} />
    </span>
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
