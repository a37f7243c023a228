/** The sign of an integration, as its folder has it, in the colour of the text. */
import { Box } from '@mantine/core'
import classes from './integrations.module.css'

const ICONS = import.meta.glob<string>('../../../integrations/*/icon.svg', {
  query: '?url',
  import: 'default',
  eager: true,
})

export function IntegrationIcon({ name }: { name: string }) {
  const url = ICONS[`../../../integrations/${name}/icon.svg`]
  return (
    <span className={classes.tile} aria-hidden="true">
      {url && <Box component="span" className={classes.icon} __vars={{ '--icon': `url("${url}")` }} />}
    </span>
  )
}
