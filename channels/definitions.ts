/** The list of channels, browser half: what each is called and can do. */
import type { ChannelDefinition } from './channel.ts'
import { webchatDefinition } from './webchat/definition.ts'

export const CHANNEL_DEFINITIONS: readonly ChannelDefinition[] = [webchatDefinition]
