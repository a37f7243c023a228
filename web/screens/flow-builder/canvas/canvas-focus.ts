/** Where the keyboard goes when it comes back to the canvas. */

export const CANVAS_ID = 'flow-canvas'
export const PANEL_ID = 'flow-panel'

export function focusCanvas(): void {
  document.getElementById(CANVAS_ID)?.focus({ preventScroll: true })
}

/** The first thing to fill in at the right; asked for again until it is drawn. */
export function focusPanel(triesLeft = 12): void {
  const panel = document.getElementById(PANEL_ID)
  const field = panel?.querySelector<HTMLElement>(
    '[data-panel-body] :is(input, textarea, select, [contenteditable="true"]):not([type="hidden"], :disabled)',
  )
  const target = field ?? (triesLeft === 0 ? panel : null)
  if (target) target.focus()
  else if (triesLeft > 0) setTimeout(() => focusPanel(triesLeft - 1), 40)
}
