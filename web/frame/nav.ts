/** The places of a workspace: what the sidebar, the palette and the `g` shortcuts lead to, and who may go there. */
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import {
  IconAlertTriangle,
  IconClipboardList,
  IconGauge,
  IconHome,
  IconKey,
  IconLayoutGrid,
  IconMessages,
  IconPlug,
  IconRobot,
  IconSettings,
  IconShieldCheck,
  IconUsers,
} from '@tabler/icons-react'
import type { Permission } from '../../shared/roles.ts'

export interface Place {
  /** below /w/:workspaceId; '' is home */
  path: string
  label: MessageDescriptor
  icon: typeof IconHome
  needs: Permission
  /** pressed after `g` */
  key?: string
}

export interface PlaceGroup {
  id: string
  label: MessageDescriptor | null
  places: Place[]
}

export const PLACES: PlaceGroup[] = [
  {
    id: 'work',
    label: null,
    places: [
      { path: '', label: msg`Home`, icon: IconHome, needs: 'workspace:view', key: 'h' },
      { path: 'bots', label: msg`Bots`, icon: IconRobot, needs: 'bots:view', key: 'b' },
      { path: 'templates', label: msg`Templates`, icon: IconLayoutGrid, needs: 'bots:view', key: 't' },
      { path: 'live-chat', label: msg`Live chat`, icon: IconMessages, needs: 'live-chat:use', key: 'l' },
      { path: 'error-logs', label: msg`Error logs`, icon: IconAlertTriangle, needs: 'error-logs:view', key: 'e' },
    ],
  },
  {
    id: 'team',
    label: msg`Team`,
    places: [
      { path: 'members', label: msg`Members`, icon: IconUsers, needs: 'members:view', key: 'm' },
      { path: 'roles', label: msg`Roles`, icon: IconShieldCheck, needs: 'members:view' },
    ],
  },
  {
    id: 'workspace',
    label: msg`Workspace`,
    places: [
      { path: 'integrations', label: msg`Integrations`, icon: IconPlug, needs: 'integrations:manage', key: 'i' },
      { path: 'usage', label: msg`Usage`, icon: IconGauge, needs: 'usage:view', key: 'u' },
      { path: 'api-keys', label: msg`API keys`, icon: IconKey, needs: 'api-keys:manage', key: 'k' },
      { path: 'settings', label: msg`Settings`, icon: IconSettings, needs: 'workspace:view', key: 's' },
      { path: 'audit-log', label: msg`Audit log`, icon: IconClipboardList, needs: 'audit-log:view' },
    ],
  },
]

export const ALL_PLACES: Place[] = PLACES.flatMap((group) => group.places)

export function hrefOf(workspaceId: string, path: string): string {
  return path === '' ? `/w/${workspaceId}` : `/w/${workspaceId}/${path}`
}

/** The place that a URL is in, by its first step below the workspace. */
export function placeOf(pathname: string): Place | null {
  const [, scope, , section = ''] = pathname.split('/')
  if (scope !== 'w') return null
  return ALL_PLACES.find((place) => place.path === section) ?? null
}
