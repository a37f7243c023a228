/** What the API tells about an invitation to whoever holds its link. */
import type { paths } from '../../api-types.ts'

export type Card = paths['/api/invitations/{token}']['get']['responses'][200]['content']['application/json']
