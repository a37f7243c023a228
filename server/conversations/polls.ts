/** Asks providers that do not tell by themselves for what is new: every five minutes, and as soon as they say that there is something. */
import { sql } from 'kysely'
import { CHANNELS } from '../../channels/channels.ts'
import { openLineById } from '../channels/lines.ts'
import { inWorkspace } from '../db/in-workspace.ts'
import { log } from '../log.ts'
import { type DuePoll, takeDuePolls } from './poll-look-ups.ts'
import { takeIn } from './take-in.ts'

const MOST_AT_ONCE = 8

/** Asks for all channels that are due; a process that dies meanwhile leaves them to be asked again, and what came twice counts once. */
export async function pollChannels(): Promise<void> {
  for (;;) {
    const due = await takeDuePolls(POLLED, MOST_AT_ONCE)
    await Promise.all(due.map(poll))
    if (due.length < MOST_AT_ONCE) return
  }
}

/** The provider said that there is something new: the channel is due at once. */
export function pollPlace(at: { workspaceId: string; channelId: string }): void {
  write(at.workspaceId, at.channelId, { at: null }).catch((error) =>
    log.warn({ err: error, channelId: at.channelId }, 'news of a channel could not be noted'),
  )
}

const POLLED = [...CHANNELS.values()].filter(({ poll }) => poll !== undefined).map(({ definition }) => definition.name)

async function poll({ workspaceId, id, channel: name, since }: DuePoll): Promise<void> {
  try {
    const open = await openLineById(workspaceId, id)
    const found = await open?.channel.poll?.(open.line, since)
    if (!open || !found) return
    if (!found.ok) {
      log.warn({ channelId: id, channel: name, problem: found.message }, 'a channel could not be asked for what is new')
      return
    }
    await takeIn(open, found.data.inbound)
    await write(workspaceId, id, { since: found.data.since })
  } catch (error) {
    log.error({ err: error, channelId: id, channel: name }, 'asking a channel for what is new failed')
  }
}

/** Changes what is kept of it, and nothing else of the settings. */
async function write(workspaceId: string, id: string, polled: { at: null } | { since: string }): Promise<void> {
  await inWorkspace({ workspaceId }, ({ db }) =>
    sql`update channels set settings = settings
        || jsonb_build_object('polled', coalesce(settings->'polled', '{}') || ${JSON.stringify(polled)}::jsonb)
      where workspace_id = ${workspaceId} and id = ${id}`.execute(db),
  )
}
