/** The ways out of steps. */
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'

export const EDGES_WORDS: Record<string, MessageDescriptor> = {
  Next: msg({ message: 'Next', context: 'way' }),
  First: msg({ message: 'First', context: 'way' }),
  'Other words': msg`Other words`,
  Yes: msg({ message: 'Yes', context: 'answer' }),
  No: msg({ message: 'No', context: 'answer' }),
  'No right answer': msg`No right answer`,
  Second: msg({ message: 'Second', context: 'way' }),
  'If so': msg`If so`,
  Otherwise: msg`Otherwise`,
  Open: msg({ message: 'Open', context: 'hours' }),
  Closed: msg({ message: 'Closed', context: 'hours' }),
  'Given back': msg`Given back`,
  Failed: msg({ message: 'Failed', context: 'way' }),
  'No answer': msg`No answer`,
  'The person writes': msg`The person writes`,
}
