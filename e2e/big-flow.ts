/** A flow of many steps of several kinds, which branches and comes together again. */

interface BigFlow {
  start: string
  steps: Record<string, object>
  layout?: Record<string, { x: number; y: number }>
}

/** `columns` lays it out, so many steps in a column. */
export function bigFlow(count: number, { columns }: { columns?: number } = {}): BigFlow {
  const ids = Array.from({ length: count }, (_, index) => `step-${index}`)
  const steps = ids.map((id, index): [string, object] => [id, stepAt(index, (on) => ids[index + on])])
  const flow = { start: 'step-0', steps: Object.fromEntries(steps) }
  if (columns === undefined) return flow
  const spots = ids.map((id, index) => [id, { x: Math.floor(index / columns) * 360, y: (index % columns) * 280 }])
  return { ...flow, layout: Object.fromEntries(spots) }
}

/** `to(1)` is the step after it; a way to nowhere is left out. */
function stepAt(index: number, to: (on: number) => string | undefined): object {
  const next = led('next', to(1))
  switch (index % 5) {
    case 0:
      return { block: 'say', text: `Message ${index} for {{USER_FIRST_NAME}}, who wrote “{{LAST_INPUT}}”.`, ...next }
    case 1: {
      const choices = [
        { id: 'one', label: 'The next one', ...next },
        { id: 'two', label: 'A later one', ...led('next', to(2)) },
        { id: 'three', label: 'Much later', ...led('next', to(7)) },
      ]
      return { block: 'ask', kind: 'choice', text: `Question ${index}: where to?`, choices, maxTries: 3, ...next }
    }
    case 2:
      return {
        block: 'decide',
        when: { match: 'all', rules: [{ name: 'LAST_INPUT', operator: 'contains', value: `${index}` }] },
        ...next,
        ...led('otherwise', to(3)),
      }
    case 3:
      return { block: 'set', field: `field_${index % 40}`, value: '{{LAST_INPUT}}', ...next }
    default:
      return { block: 'tag', change: 'add', tag: `tag ${index % 20}`, ...next }
  }
}

function led(handle: string, to: string | undefined): object {
  return to === undefined ? {} : { [handle]: to }
}
