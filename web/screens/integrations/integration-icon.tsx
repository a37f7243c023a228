/** The sign of an integration, as its folder has it: in its own colours, or in that of the text. */
import { Box } from '@mantine/core'
import { Tile } from '../../kit/tile.tsx'
import classes from './integrations.module.css'

const FOLDERS = '../../../integrations'
const ICONS = import.meta.glob<string>('../../../integrations/*/icon.svg', {
  query: '?url',
  import: 'default',
  eager: true,
})
/** Those with colours of their own; the others are drawn in ink. */
const COLOURED = new Set(['facebook', 'google-business', 'messagemedia', 'signalwire', 'twilio'])

export function IntegrationIcon({ name }: { name: string }) {
  const url = ICONS[`${FOLDERS}/${name}/icon.svg`]
  return <Tile>{url && <Sign name={name} url={url} />}</Tile>
}

function Sign({ name, url }: { name: string; url: string }) {
  if (COLOURED.has(name)) return <img src={url} alt="" width={22} height={22} />
  return <Box component="span" className={classes.icon} __vars={{ '--icon': `url("${url}")` }} />
}
