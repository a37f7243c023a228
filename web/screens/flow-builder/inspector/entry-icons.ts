/** The pictures of the ways into a flow. */
import {
  IconCalendarTime,
  IconCircleCheck,
  IconKeyboard,
  IconLink,
  IconMessageQuestion,
  IconTag,
  IconUserPlus,
  IconVariable,
  IconWebhook,
} from '@tabler/icons-react'
import type { Entry } from '../../../../engine/entry.ts'

export const ENTRY_ICONS = {
  keyword: IconKeyboard,
  'default-reply': IconMessageQuestion,
  welcome: IconUserPlus,
  ref: IconLink,
  'tag-added': IconTag,
  'field-changed': IconVariable,
  'conversation-resolved': IconCircleCheck,
  webhook: IconWebhook,
  schedule: IconCalendarTime,
} as const satisfies Record<Entry['kind'], typeof IconLink>
