/** Merging and unmerging as arithmetic: for any two bot users and any changes in between, what was given is what is taken back. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { giveInstead, type Shared, share, sharedOf, takeBack } from './sharing.ts'

const word = fc.constantFrom('', 'a', 'b', 'c')
const orNull = fc.constantFrom(null, 'a', 'b')
const names = fc.constantFrom('city', 'size', 'cart')
const value = fc.constantFrom<string | number | Record<string, number>>('x', 'y', 7, { b: 1, a: 2 })
const someone: fc.Arbitrary<Shared> = fc.record({
  name: word,
  source: word,
  email: orNull,
  phone: orNull,
  language: orNull,
  timezone: orNull,
  isSubscribed: fc.boolean(),
  isOverLimit: fc.boolean(),
  fields: fc.dictionary(names, value),
  tags: fc.uniqueArray(fc.constantFrom('vip', 'new', 'old')),
})

const change: fc.Arbitrary<(contact: Shared) => void> = fc.oneof(
  word.map((name) => (contact: Shared) => {
    contact.name = name
  }),
  orNull.map((email) => (contact: Shared) => {
    contact.email = email
  }),
  fc.tuple(names, value).map(([name, to]) => (contact: Shared) => {
    contact.fields = { ...contact.fields, [name]: to }
  }),
  names.map((name) => (contact: Shared) => {
    contact.fields = Object.fromEntries(Object.entries(contact.fields).filter(([each]) => each !== name))
  }),
  fc.constantFrom('vip', 'new').map((tag) => (contact: Shared) => {
    contact.tags = contact.tags.filter((each) => each !== tag)
  }),
)

const copy = (contact: Shared): Shared => structuredClone(sharedOf(contact))

it('unmerging at once gives back exactly what was', () => {
  fc.assert(
    fc.property(someone, someone, (kept, other) => {
      const merged = copy(kept)
      takeBack(merged, share(merged, copy(other)))
      expect(merged).toEqual(kept)
    }),
  )
})

it('what nobody changed since is as it was, and what somebody changed stays', () => {
  fc.assert(
    fc.property(someone, someone, fc.array(change, { maxLength: 4 }), (kept, other, changes) => {
      const merged = copy(kept)
      const given = share(merged, copy(other))
      const after = copy(merged)
      for (const apply of changes) apply(merged)
      const changed = copy(merged)
      takeBack(merged, given)
      for (const name of ['name', 'email', 'phone', 'source'] as const)
        expect(merged[name]).toEqual(given.texts[name] && changed[name] === after[name] ? kept[name] : changed[name])
      for (const name of ['city', 'size', 'cart']) {
        const isGift =
          name in given.fields && JSON.stringify(changed.fields[name]) === JSON.stringify(after.fields[name])
        expect(merged.fields[name]).toEqual(isGift ? kept.fields[name] : changed.fields[name])
      }
      expect(merged.tags).toEqual(changed.tags.filter((tag) => !given.tags.includes(tag)))
    }),
  )
})

it('of two who are merged into one, whoever goes first, nothing is left over', () => {
  fc.assert(
    fc.property(someone, someone, someone, fc.boolean(), (kept, one, two, isFirstFirst) => {
      const merged = copy(kept)
      const [first, second] = [share(merged, copy(one)), share(merged, copy(two))]
      const [gone, stays, other] = isFirstFirst ? [first, second, two] : [second, first, one]
      const taken = takeBack(merged, gone)
      const left = giveInstead(merged, copy(other), { taken, before: stays })
      const alone = copy(kept)
      share(alone, copy(other))
      expect({ ...merged, tags: merged.tags.toSorted() }).toEqual({ ...alone, tags: alone.tags.toSorted() })
      takeBack(merged, left)
      expect(merged).toEqual(kept)
    }),
  )
})
