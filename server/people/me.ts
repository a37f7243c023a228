/** Who I am, where I belong and where I am invited, in one statement. */
import { sql } from 'kysely'
import { z } from 'zod'
import { Me, MyInvitation, MyWorkspace, User } from '../../shared/people.ts'
import { permissionsOf, ROLE_NAMES } from '../../shared/roles.ts'
import { bare } from '../db/database.ts'
import { Refusal } from '../errors.ts'
import { peopleSettings } from './installation.ts'

const WorkspaceRow = MyWorkspace.omit({ permissions: true }).extend({ role: z.enum(ROLE_NAMES) })
const Row = z.object({
  user: User,
  workspaces: z.array(WorkspaceRow),
  invitations: z.array(MyInvitation),
})

/** Everything the frame of the dashboard needs about this person (U1, W11). */
export async function readMe(userId: string): Promise<Me> {
  const { rows } = await statement(userId).execute(bare())
  if (!rows[0]) throw new Refusal('not-signed-in')
  const { user, workspaces, invitations } = Row.parse(rows[0])
  return Me.parse({
    user,
    workspaces: workspaces.map((each) => ({ ...each, permissions: permissionsOf(each.role) })),
    invitations: user.emailVerified ? invitations : [],
    support: peopleSettings().SUPPORT_LINKS,
  })
}

const iso = (column: string) => sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
const logoUrl = sql`(select '/api/workspaces/' || w.id || '/logo?v=' || trim('"' from l.etag) from workspace_logos l where l.workspace_id = w.id)`

/** A deleted workspace is shown to its owners only, for as long as they can restore it (W12). */
function statement(userId: string) {
  return sql`
  select
    json_build_object('id', u.id, 'name', u.name, 'email', u.email, 'emailVerified', u.email_verified_at is not null,
      'photoUrl', (select '/api/users/' || u.id || '/photo?v=' || trim('"' from p.etag) from user_photos p where p.user_id = u.id),
      'timezone', u.timezone, 'timeFormat', u.time_format, 'language', u.language, 'theme', u.theme, 'isOperator', u.is_operator,
      'preferences', u.preferences, 'twoFactor', u.totp_enabled_at is not null,
      'passkeys', (select count(*) from passkeys k where k.user_id = u.id)) as "user",
    coalesce((select json_agg(json_build_object('id', w.id, 'name', w.name, 'logoUrl', ${logoUrl}, 'role', m.role, 'memberId', m.id,
        'access', m.access, 'plan', w.plan, 'deletedAt', ${iso('w.deleted_at')}, 'isDemo', w.is_demo,
        'members', (select count(*) from members c where c.workspace_id = w.id),
        'bots', (select count(*) from bots b where b.workspace_id = w.id and b.deleted_at is null
          and (m.access = 'complete' or exists (select from member_bots p
            where p.workspace_id = w.id and p.member_id = m.id and p.bot_id = b.id))),
        'unread', (select count(*) from conversations v join bots b on b.workspace_id = v.workspace_id and b.id = v.bot_id
          where v.workspace_id = w.id and v.unread > 0 and v.handler = 'member' and v.status = 'open' and b.deleted_at is null
            and (m.access = 'complete' or exists (select from member_bots p
              where p.workspace_id = w.id and p.member_id = m.id and p.bot_id = v.bot_id)))) order by lower(w.name), w.id)
      from members m join workspaces w on w.id = m.workspace_id
      where m.user_id = u.id and (w.deleted_at is null or (m.role = 'owner' and w.deleted_at > now() - interval '30 days'))), '[]') as workspaces,
    coalesce((select json_agg(json_build_object('id', i.id, 'workspaceId', w.id, 'workspaceName', w.name, 'logoUrl', ${logoUrl}, 'role', i.role,
        'invitedBy', (select n.name from users n where n.id = i.invited_by), 'expiresAt', ${iso('i.expires_at')}) order by i.created_at desc, i.id)
      from invitations i join workspaces w on w.id = i.workspace_id
      where i.email = u.email and i.status = 'pending' and i.expires_at > now() and w.deleted_at is null), '[]') as invitations
  from users u where u.id = ${userId}`
}
