/** Where one lands when the workspace is switched. */
import { may, type Workspace } from '../me.ts'
import { hrefOf, placeOf } from './nav.ts'

/** The same section in the other workspace if one may go there, else its home. */
export function sameSection(pathname: string, target: Workspace): string {
  const place = placeOf(pathname)
  return hrefOf(target.id, place && may(target, place.needs) ? place.path : '')
}
