/** What the flows of the transcripts, tests and benches are told of their surroundings. */

import type { Context } from '../turn.ts'
import { ALWAYS_OPEN } from '../values/business-hours.ts'

/** A bot named Hal at Acme, and Ann who writes to it. */
export function sceneContext(differing: Partial<Context> = {}): Context {
  return {
    botId: '019aa000-0000-7000-8000-0000000000b0',
    botName: 'Hal',
    workspaceId: '019aa000-0000-7000-8000-0000000000a0',
    workspaceName: 'Acme',
    timezone: 'UTC',
    hours: ALWAYS_OPEN,
    channel: 'webchat',
    chatUrl: 'https://chat.example/hal',
    user: {
      id: '019aa000-0000-7000-8000-0000000000c0',
      name: 'Ann Ash',
      email: 'ann@example.com',
      phone: '',
      language: 'en',
      timezone: '',
      tags: new Set(),
      isSubscribed: true,
      firstSeenAt: '2026-01-02T03:04:05Z',
      source: '',
      assignee: null,
    },
    fields: {},
    botFields: {},
    kinds: {},
    random: () => 0.5,
    ...differing,
  }
}
