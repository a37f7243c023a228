/** The words that the canvas library says by itself. */
import { useLingui } from '@lingui/react/macro'
import { useMemo } from 'react'

export function useAriaWords() {
  const { t } = useLingui()
  return useMemo(
    () => ({
      'node.a11yDescription.default': t`Press Enter to edit the step, C to lead it elsewhere, Delete to remove it.`,
      'node.a11yDescription.keyboardDisabled': t`Press Enter to edit the step, C to lead it elsewhere, Delete to remove it.`,
      'node.a11yDescription.ariaLiveMessage': () => '',
      'edge.a11yDescription.default': t`A way from one step to the next.`,
      'controls.ariaLabel': t`View`,
      'controls.zoomIn.ariaLabel': t`Zoom in`,
      'controls.zoomOut.ariaLabel': t`Zoom out`,
      'controls.fitView.ariaLabel': t`Show all`,
      'controls.interactive.ariaLabel': t`Lock`,
      'minimap.ariaLabel': t`Small map of the flow`,
      'handle.ariaLabel': t`Way out`,
    }),
    [t],
  )
}
