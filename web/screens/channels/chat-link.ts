/** The link by which anybody opens a chat with a connected channel. */
import type { ConnectedChannel } from '../../../shared/channels.ts'

type Known = Pick<ConnectedChannel, 'channel' | 'place' | 'label' | 'registered'>

/** Undefined where the channel has no such links, or too little is known for one. */
export function chatLink({ channel, place, label, registered }: Known): string | undefined {
  const told = registered.find(({ value }) => /^(https:\/\/(t\.me|line\.me)\/|viber:\/\/)/.test(value))?.value
  if (told) return told
  const handle = /^@([\w.]+)$/.exec(label)?.[1]
  if (channel === 'telegram' && handle) return `https://t.me/${handle}`
  if (channel === 'messenger') return `https://m.me/${encodeURIComponent(place)}`
  if (channel === 'instagram' && handle) return `https://ig.me/m/${handle}`
  const number = label.split(' · ')[0]?.replaceAll(/\D/g, '') ?? ''
  if (channel === 'whatsapp' && number.length >= 7) return `https://wa.me/${number}`
  if (channel === 'sms' && /^\+?[\d ()-]{7,}$/.test(label)) return `sms:${label.replaceAll(/[^\d+]/g, '')}`
  return undefined
}
