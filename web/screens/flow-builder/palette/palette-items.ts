/** What the palette offers: every block by category, found by its words, the last used ones first. */
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { useLocalStorage } from '@mantine/hooks'
import { useCallback, useMemo } from 'react'
import { CATEGORIES, type Category } from '../../../../engine/block.ts'
import { BLOCKS } from '../../../../engine/blocks/blocks.ts'
import { ITEMS, type Item } from '../edits/flow-edits.ts'
import { useEngineWords } from '../engine-words/engine-words.ts'

/** What a dragged item of the palette carries. */
export const ITEM_TYPE = 'application/x-switchboard-item'

export const CATEGORY_WORDS: Record<Category, MessageDescriptor> = {
  say: msg({ message: 'Say', context: 'category of steps' }),
  ask: msg({ message: 'Ask', context: 'category of steps' }),
  decide: msg({ message: 'Decide', context: 'category of steps' }),
  do: msg({ message: 'Do', context: 'category of steps' }),
  reach: msg({ message: 'Reach out', context: 'category of steps' }),
  move: msg({ message: 'Move on', context: 'category of steps' }),
}

const RECENT_LIMIT = 4

export const ITEMS_BY_CATEGORY: ReadonlyArray<{ category: Category; items: readonly Item[] }> = CATEGORIES.map(
  (category) => ({
    category,
    items: BLOCKS.filter((block) => block.category === category).flatMap((block): readonly Item[] => block.palette),
  }),
).filter(({ items }) => items.length > 0)

const CATEGORY_BY_ITEM = new Map(
  ITEMS_BY_CATEGORY.flatMap(({ category, items }) => items.map(({ id }) => [id, category])),
)

export function categoryOf(itemId: string): Category {
  return CATEGORY_BY_ITEM.get(itemId) ?? 'do'
}

/** Those whose name or description holds every word, names first. */
export function useFoundItems(search: string): readonly Item[] {
  const words = useEngineWords()
  return useMemo(() => {
    const wanted = search.toLowerCase().split(/\s+/).filter(Boolean)
    const scored = ITEMS.map((item) => {
      const label = `${words(item.label)} ${item.id}`.toLowerCase()
      const all = `${label} ${words(item.description).toLowerCase()}`
      const isFound = wanted.every((word) => all.includes(word))
      return {
        item,
        score: isFound
          ? label.startsWith(wanted[0] ?? '')
            ? 2
            : wanted.every((word) => label.includes(word))
              ? 1
              : 0
          : -1,
      }
    })
    return scored
      .filter(({ score }) => score >= 0)
      .sort((one, other) => other.score - one.score)
      .map(({ item }) => item)
  }, [search, words])
}

/** The items used last in this browser, and how one more is noted. */
export function useRecentItems(): { recent: readonly Item[]; note: (id: string) => void } {
  const [ids, setIds] = useLocalStorage<string[]>({
    key: 'switchboard.recent-blocks',
    defaultValue: [],
    getInitialValueInEffect: false,
  })
  const note = useCallback(
    (id: string) => setIds((last) => [id, ...last.filter((each) => each !== id)].slice(0, RECENT_LIMIT)),
    [setIds],
  )
  const recent = useMemo(() => ids.flatMap((id) => ITEMS.filter((item) => item.id === id)), [ids])
  return { recent, note }
}
