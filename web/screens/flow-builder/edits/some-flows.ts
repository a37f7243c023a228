/** Flows of any shape, for the tests. */
import fc from 'fast-check'
import type { Step } from '../../../../engine/blocks/blocks.ts'
import { blockOf } from '../../../../engine/blocks/blocks.ts'
import type { Flow } from '../../../../engine/flow.ts'
import { ITEMS, stepWithWays } from './flow-edits.ts'

/** Up to eight steps of every kind, each way leading to one of them or nowhere. */
export const someFlow: fc.Arbitrary<Flow> = fc
  .array(
    fc.record({
      item: fc.constantFrom(...ITEMS),
      targets: fc.array(fc.option(fc.nat(7)), { minLength: 4, maxLength: 4 }),
      isLaid: fc.boolean(),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((specs) => {
    const ids = specs.map((_, index) => `step-${index + 1}`)
    const steps = specs.map(({ item, targets }, index): [string, Step] => [
      ids[index] ?? '',
      ledTo(
        item.fresh(),
        targets.map((target) => ids[target ?? 99]),
      ),
    ])
    const layout = Object.fromEntries(
      specs.flatMap(({ isLaid }, index) =>
        isLaid ? [[ids[index] ?? '', { x: index * 320, y: (index % 3) * 120 }]] : [],
      ),
    )
    return { start: ids[0] ?? '', steps: Object.fromEntries(steps), ...(Object.keys(layout).length > 0 && { layout }) }
  })

export function waysOf(flow: Flow): string[] {
  const ways = Object.values(flow.steps).flatMap((step) =>
    blockOf(step)
      .edges(step)
      .flatMap(({ to }) => to ?? []),
  )
  return [flow.start, ...ways, ...(flow.entries ?? []).flatMap(({ to }) => to ?? [])]
}

function ledTo(step: Step, targets: ReadonlyArray<string | undefined>): Step {
  const block = blockOf(step)
  const led = block
    .edges(step)
    .reduce((each, { handle }, index) => block.connect(each, handle, targets[index % targets.length]), step)
  return stepWithWays(led, (to) => to)
}
