/** The words that blocks, problems and values carry, in the reader's language. */
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react'

/** By the English text in the engine. */
export const ENGINE_WORDS: Record<string, MessageDescriptor> = {
  Message: msg`Message`,
  'Says something and goes on': msg`Says something and goes on`,
  'May hold {{variables}}': msg`May hold values such as a name`,
  'Then go to': msg`Then go to`,
  Question: msg`Question`,
  'Asks, waits for the answer and keeps it': msg`Asks, waits for the answer and keeps it`,
  'The answer is': msg`The answer is`,
  'Any text': msg`Any text`,
  'A number': msg`A number`,
  'An e-mail address': msg`An e-mail address`,
  'One of some answers': msg`One of some answers`,
  'Answers to pick from': msg`Answers to pick from`,
  'Keep the answer in': msg`Keep the answer in`,
  'After a wrong answer say': msg`After a wrong answer say`,
  'Left empty, a sentence that fits the kind of answer is said': msg`Left empty, a sentence that fits the kind of answer is said`,
  'Answers allowed': msg`Answers allowed`,
  'When no answer was right go to': msg`When no answer was right go to`,
  Condition: msg`Condition`,
  'Goes on in one of two ways': msg`Goes on in one of two ways`,
  When: msg`When`,
  'If so go to': msg`If so go to`,
  'Otherwise go to': msg`Otherwise go to`,
  'Set a field': msg`Set a field`,
  'Writes a value into a field of the bot user, or clears it': msg`Writes a value into a field of the bot user, or clears it`,
  Field: msg`Field`,
  Becomes: msg`Becomes`,
  'May hold {{variables}}; nothing clears the field': msg`May hold values such as a name; nothing clears the field`,
  'Hand over': msg`Hand over`,
  'Hands the chat to a person of your team': msg`Hands the chat to a person of your team`,
  'Last words of the bot': msg`Last words of the bot`,
  'Note for the team': msg`Note for the team`,
  'Only the team sees it; may hold {{variables}}': msg`Only the team sees it; may hold values such as a name`,
  End: msg({ message: 'End', context: 'step' }),
  'Ends the flow here': msg`Ends the flow here`,
  'Write what the bot should say here.': msg`Write what the bot should say here.`,
  'Add at least one answer to pick from.': msg`Add at least one answer to pick from.`,
  'Every answer needs a label.': msg`Every answer needs a label.`,
  'Two answers have the same label.': msg`Two answers have the same label.`,
  'A rule compares with nothing; “is empty” says that more clearly.': msg`A rule compares with nothing; “is empty” says that more clearly.`,
  'No way leads to this step.': msg`No way leads to this step.`,
  'The flow goes in a circle here without asking anything. Put a question into the circle.': msg`The flow goes in a circle here without asking anything. Put a question into the circle.`,
  'The time now, such as 09:30': msg`The time now, such as 09:30`,
  'The date today, such as 2026-07-01': msg`The date today, such as 2026-07-01`,
  'Date and time, such as 2026-07-01 09:30:00': msg`Date and time, such as 2026-07-01 09:30:00`,
  'The hour now, 0 to 23': msg`The hour now, 0 to 23`,
  'The minute now, 0 to 59': msg`The minute now, 0 to 59`,
  'The day today, such as Monday': msg`The day today, such as Monday`,
  'Seconds since 1 January 1970, UTC': msg`Seconds since 1 January 1970, UTC`,
  'The zone of the workspace': msg`The zone of the workspace`,
  'The name of the bot': msg`The name of the bot`,
  'The name of the workspace': msg`The name of the workspace`,
  'The full name of the person': msg`The full name of the person`,
  'The first name of the person': msg`The first name of the person`,
  'The e-mail address of the person': msg`The e-mail address of the person`,
  'The channel the person writes on': msg`The channel the person writes on`,
  'What the person said last': msg`What the person said last`,
}

/** The engine's word as the reader knows it; one without a translation stays as it is. */
export function useEngineWords(): (text: string) => string {
  const { _ } = useLingui()
  return (text) => {
    const words = ENGINE_WORDS[text]
    return words ? _(words) : text
  }
}
