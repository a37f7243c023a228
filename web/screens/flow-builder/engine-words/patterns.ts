/** Sentences of the engine that name something, in the reader's words. */
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'

interface Pattern {
  pattern: RegExp
  words: (...named: string[]) => MessageDescriptor
}

export const PATTERN_WORDS: readonly Pattern[] = [
  { pattern: /^There is no value named (.+)\.$/, words: (name) => msg`There is no value named ${name}.` },
  { pattern: /^There is no function named (.+)\.$/, words: (name) => msg`There is no function named ${name}.` },
  {
    pattern: /^No step fills the field (.+), and nobody has described it\.$/,
    words: (name) => msg`No step fills the field ${name}, and nobody has described it.`,
  },
  { pattern: /^This is shown as it is written: (.+)$/s, words: (text) => msg`This is shown as it is written: ${text}` },
  {
    pattern: /^“(.*)” goes to “(.*)”, which does not exist\.$/s,
    words: (way, to) => msg`“${way}” goes to “${to}”, which does not exist.`,
  },
  {
    pattern: /^A way into the flow goes to “(.*)”, which does not exist\.$/,
    words: (to) => msg`A way into the flow goes to “${to}”, which does not exist.`,
  },
  {
    pattern: /^The flow starts at “(.*)”, which does not exist\.$/,
    words: (start) => msg`The flow starts at “${start}”, which does not exist.`,
  },
  {
    pattern: /^More than (\d+) steps follow one another up to here without a question\.$/,
    words: (count) => msg`More than ${count} steps follow one another up to here without a question.`,
  },
  {
    pattern: /^With the flows it goes through, more than (\d+) steps follow one another here without a question\.$/,
    words: (count) =>
      msg`With the flows it goes through, more than ${count} steps follow one another here without a question.`,
  },
  {
    pattern: /^With the button that skips there can be (\d+) buttons\.$/,
    words: (count) => msg`With the button that skips there can be ${count} buttons.`,
  },
  {
    pattern: /^“(.*)” is no part of an answer: write data, status or headers, then points and names\.$/s,
    words: (path) => msg`“${path}” is no part of an answer: write data, status or headers, then points and names.`,
  },
  {
    pattern: /^“(.*)” cannot be the name of a header\.$/s,
    words: (name) => msg`“${name}” cannot be the name of a header.`,
  },
  {
    pattern: /^This is a number from -(\d+) to \d+, such as ([\d.]+)\.$/,
    words: (most, example) => msg`This is a number from -${most} to ${most}, such as ${example}.`,
  },
  {
    pattern: /^A formula has at most (\d+) characters\.$/,
    words: (count) => msg`A formula has at most ${count} characters.`,
  },
  {
    pattern: /^The formula for (.+) has no result: (.+)$/s,
    words: (field, why) => msg`The formula for ${field} has no result: ${why}`,
  },
  {
    pattern: /^“(.*)” is no limit for the answer\.$/s,
    words: (limit) => msg`“${limit}” is no limit for the answer.`,
  },
  {
    pattern: /^“(.*)” is no (.+), so it was left out\.$/s,
    words: (text, what) => msg`“${text}” is no ${what}, so it was left out.`,
  },
  {
    pattern: /^The model used tools more than (\d+) times\.$/,
    words: (count) => msg`The model used tools more than ${count} times.`,
  },
  {
    pattern: /^More than (\d+) flows call one another up to here\.$/,
    words: (count) => msg`More than ${count} flows call one another up to here.`,
  },
  {
    pattern: /^The flow took (\d+) steps without waiting for an answer; it probably goes in a circle\.$/,
    words: (count) => msg`The flow took ${count} steps without waiting for an answer; it probably goes in a circle.`,
  },
  {
    pattern: /^More than (\d+) flows called one another\.$/,
    words: (count) => msg`More than ${count} flows called one another.`,
  },
  {
    pattern: /^The flow went on (\d+) times without the person doing anything\.$/,
    words: (count) => msg`The flow went on ${count} times without the person doing anything.`,
  },
  // what a schema says of a part
  {
    pattern: /^Too big: expected string to have <=(\d+) characters$/,
    words: (most) => msg`This has at most ${most} characters.`,
  },
  { pattern: /^Too small: expected string to have >=1 characters$/, words: () => msg`Write something here.` },
  {
    pattern: /^Too (?:big|small): expected (?:number|int) to be <=(-?\d+)$/,
    words: (most) => msg`This is at most ${most}.`,
  },
  {
    pattern: /^Too (?:big|small): expected (?:number|int) to be >=(-?\d+)$/,
    words: (least) => msg`This is at least ${least}.`,
  },
  { pattern: /^Invalid input: expected (?:number|int), received .+$/, words: () => msg`Write a number here.` },
  { pattern: /^Invalid input: expected .+$/, words: () => msg`Something is missing here.` },
]
