/** Where one goes once signed in. A full load, so that nothing known before is shown to the person who came. */
import { ownPath } from '../../../shared/own-path.ts'

export function enter(next: string | undefined): void {
  window.location.assign(ownPath(next))
}
