/** Every block of the palette has a picture of its own. */
import { expect, it } from 'vitest'
import { ITEMS } from '../edits/flow-edits.ts'
import { ICONS } from './block-icons.ts'

it('knows each icon that the engine names', () => {
  expect(ITEMS.map(({ icon }) => icon).filter((icon) => !Object.hasOwn(ICONS, icon))).toEqual([])
})

it('imports none that nobody uses', () => {
  const used = new Set(ITEMS.map(({ icon }) => icon))
  expect(Object.keys(ICONS).filter((icon) => !used.has(icon))).toEqual([])
})
