/** The codes of the error log in plain words: what kind of fault it is, and what to do about it. */
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'

interface Words {
  title: MessageDescriptor
  advice: MessageDescriptor
}

export const ERROR_WORDS: Record<string, Words> = {
  'call-failed': {
    title: msg`A service did not do what was asked`,
    advice: msg`The flow went by “failed”. Look at the request of this step, and at the account or secret it uses; “Try it” in the builder sends it once more.`,
  },
  'wrong-value': {
    title: msg`A value did not fit`,
    advice: msg`The part that needed it was left out and the flow went on. Check the field or variable that this step uses, and give it a default.`,
  },
  'event-loop': {
    title: msg`Flows opened one another in a circle`,
    advice: msg`The circle was ended. Look at which event opens this flow, such as a tag or a field, and at the step that causes the same event again.`,
  },
  'step-budget': {
    title: msg`A flow went through too many steps`,
    advice: msg`It goes in a circle without asking anything. Put a question or a pause into the circle.`,
  },
  'too-much-work': {
    title: msg`A flow had too much to work out`,
    advice: msg`The chat was ended. Shorten long texts, lists and formulas that are gone through again and again in one turn.`,
  },
  'missing-step': {
    title: msg`A step is gone`,
    advice: msg`The chat was ended. Publish the flow again after leading the way to a step that exists.`,
  },
  'missing-flow': {
    title: msg`A flow that was called is not published`,
    advice: msg`Publish the other flow, or lead this step elsewhere.`,
  },
  'too-deep': {
    title: msg`Flows call one another too deeply`,
    advice: msg`A flow probably calls itself. Let it return before it is called again.`,
  },
  'endless-run': {
    title: msg`A flow ran on by itself without end`,
    advice: msg`Requests and short pauses followed one another without the person. Put a question or a longer pause between them.`,
  },
  'turn-failed': {
    title: msg`A message could not be worked through`,
    advice: msg`The message is kept. Try again; if it fails once more, tell whoever runs this installation.`,
  },
  'send-failed': {
    title: msg`A message could not be delivered`,
    advice: msg`The messages after it wait in their order. Try again when the channel works.`,
  },
}
