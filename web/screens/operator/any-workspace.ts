/** A workspace as operators see it. */
import type { paths } from '../../api-types.ts'

export type AnyWorkspace =
  paths['/api/operator/workspaces']['get']['responses'][200]['content']['application/json']['data'][number]
