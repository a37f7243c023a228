/** The API as types; generated from docs/api.json by `npm run api-types`, never edited by hand. */
export interface paths {
  '/api/me': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get: { responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': Me } } } }
    patch: {
      requestBody: { content: { 'application/json': Partial<Pick<User, 'name' | 'timezone' | 'timeFormat' | 'language' | 'theme'>> } }
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': Me } } }
    }
  }
  '/api/session': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    delete: { responses: { 204: { headers: Record<string, unknown>; content?: never } } }
  }
}

interface User {
  id: string
  name: string
  email: string
  photoUrl: string | null
  timezone: string
  timeFormat: '12h' | '24h'
  language: 'en' | 'de' | 'es'
  theme: 'system' | 'light' | 'dark'
  isOperator: boolean
  emailVerified: boolean
}

interface Me {
  user: User
  workspaces: {
    id: string
    name: string
    logoUrl: string | null
    role: 'owner' | 'admin' | 'member'
    memberId: string
    members: number
    unread: number
    permissions: string[]
  }[]
  invitations: { id: string; token?: string; workspaceName: string; role: 'owner' | 'admin' | 'member' }[]
  support: { label: string; url: string }[]
}
