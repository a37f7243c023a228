/** Words about templates: their categories, who finds them, and what our own are called. */
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react'
import {
  IconBasket,
  IconBriefcase,
  IconBulb,
  IconCalendarEvent,
  IconCalendarPlus,
  IconHome,
  IconLayoutGrid,
  IconLifebuoy,
  IconSpeakerphone,
  IconStar,
  IconTargetArrow,
  IconToolsKitchen2,
} from '@tabler/icons-react'
import { useCallback } from 'react'
import type { TemplateCategory, TemplateVisibility } from '../../../shared/templates.ts'
import { STARTER_WORDS } from '../bots/bot-words.ts'

export const CATEGORY_WORDS: Record<TemplateCategory, MessageDescriptor> = {
  sales: msg`Sales`,
  support: msg`Support`,
  bookings: msg`Bookings`,
  orders: msg`Orders`,
  feedback: msg`Feedback`,
  food: msg`Food and drink`,
  events: msg`Events`,
  learning: msg`Learning`,
  marketing: msg`Marketing`,
  'real-estate': msg`Real estate`,
  jobs: msg`Jobs`,
  other: msg`Other`,
}

export const CATEGORY_ICONS: Record<TemplateCategory, typeof IconStar> = {
  sales: IconTargetArrow,
  support: IconLifebuoy,
  bookings: IconCalendarPlus,
  orders: IconBasket,
  feedback: IconStar,
  food: IconToolsKitchen2,
  events: IconCalendarEvent,
  learning: IconBulb,
  marketing: IconSpeakerphone,
  'real-estate': IconHome,
  jobs: IconBriefcase,
  other: IconLayoutGrid,
}

interface VisibilityWords {
  label: MessageDescriptor
  detail: MessageDescriptor
}

export const VISIBILITY_WORDS: Record<TemplateVisibility, VisibilityWords> = {
  private: {
    label: msg`Private`,
    detail: msg`Only this workspace finds it. A one-time link lets somebody else install it once.`,
  },
  link: { label: msg`By link`, detail: msg`Whoever has the link can install it, as often as they like.` },
  gallery: { label: msg`In the gallery`, detail: msg`Every workspace of this installation finds it.` },
}

interface Named {
  id: string
  source: 'starter' | 'template'
  name: string
  description: string
}

/** Our own are told in the reader's language, those of others as they were written. */
export function useTemplateWords(): (template: Named) => { name: string; description: string } {
  const { _ } = useLingui()
  return useCallback(
    ({ id, source, name, description }) => {
      const words = source === 'starter' ? STARTER_WORDS[id] : undefined
      return words ? { name: _(words.name), description: _(words.description) } : { name, description }
    },
    [_],
  )
}
