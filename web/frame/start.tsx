/** The address "/": leads to the workspace of last time. */
import { Navigate } from '@tanstack/react-router'
import { useMe } from '../me.ts'
import { homeOf } from './last-workspace.ts'

export function Start() {
  return <Navigate to={homeOf(useMe())} replace />
}
