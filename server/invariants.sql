-- What must always hold. Each rule is one query that must return no row; `npm run doctor` and the model tests run them all.

-- rule: a workspace that is not deleted has an owner (invariant 1)
select w.id as workspace_id from workspaces w
where w.deleted_at is null and not exists (select from members m where m.workspace_id = w.id and m.role = 'owner');

-- rule: a user is a member of a workspace once (invariant 2)
select workspace_id, user_id from members group by workspace_id, user_id having count(*) > 1;

-- rule: an address has one pending invitation in a workspace (invariant 14)
select workspace_id, email from invitations where status = 'pending' group by workspace_id, email having count(*) > 1;

-- rule: an invitation is settled exactly when it is no longer pending (invariant 13)
select workspace_id, id from invitations where (status = 'pending') <> (settled_at is null);

-- rule: an accepted invitation stands in the log once, and so does the member it made (invariant 12)
select i.workspace_id, i.id from invitations i
where i.status = 'accepted' and (select count(*) from audit_log a
  where a.workspace_id = i.workspace_id and a.kind = 'invitation.accepted' and a.target->>'id' = i.id::text) <> 1;

-- rule: nobody became a member by an invitation that is not accepted (invariant 13)
select a.workspace_id, a.target->>'id' as invitation from audit_log a
join invitations i on i.workspace_id = a.workspace_id and i.id::text = a.target->>'id'
where a.kind = 'invitation.accepted' and i.status <> 'accepted';

-- rule: no one joins beyond the seats of the plan (invariants 15, 17); who was in before the plan was lowered stays
with seats as (
  select w.id, plan.members + coalesce((w.extras->>'members')::int, 0) as most,
    coalesce((select max(at) from audit_log a where a.workspace_id = w.id and a.kind = 'workspace.plan-changed'), '-infinity') as since
  from workspaces w join (values ('free', 1), ('business', 5), ('growth', 5), ('scale', 10)) as plan (name, members) on plan.name = w.plan
)
select s.id as workspace_id from seats s
where (select count(*) from members m where m.workspace_id = s.id) > s.most
  and exists (select from members m where m.workspace_id = s.id and m.joined_at > s.since)
union all
select s.id from seats s
where (select count(*) from members m where m.workspace_id = s.id)
    + (select count(*) from invitations i where i.workspace_id = s.id and i.status = 'pending' and i.expires_at > now()) > s.most
  and exists (select from invitations i where i.workspace_id = s.id and i.status = 'pending' and i.created_at > s.since);

-- rule: a workspace has at most one omni bot (invariant 18)
select workspace_id from bots where kind = 'omni' and deleted_at is null group by workspace_id having count(*) > 1;

-- rule: a webhook entry of what is published has an address, and nothing else has one
select e.workspace_id, e.flow_id, e.entry_id from flow_entries e
where e.kind = 'webhook' and not exists (select from hook_keys k
  where k.workspace_id = e.workspace_id and k.flow_id = e.flow_id and k.entry_id = e.entry_id)
union all
select k.workspace_id, k.flow_id, k.entry_id from hook_keys k
where not exists (select from flow_entries e
  where e.workspace_id = k.workspace_id and e.flow_id = k.flow_id and e.entry_id = k.entry_id and e.kind = 'webhook');

-- rule: only a flow that is there and published has open entries
select e.workspace_id, e.flow_id, e.entry_id from flow_entries e
join flows f on f.workspace_id = e.workspace_id and f.id = e.flow_id
where f.deleted_at is not null or f.published_version_id is null;

-- rule: what is published of a flow is a version of that flow
select f.workspace_id, f.id from flows f
where f.published_version_id is not null and not exists (select from flow_versions v
  where v.workspace_id = f.workspace_id and v.id = f.published_version_id and v.flow_id = f.id);

-- rule: a call is made for a conversation that is there
select c.workspace_id, c.id from calls c
where not exists (select from conversations v where v.workspace_id = c.workspace_id and v.id = c.conversation_id);

-- rule: the description of a field of bot users holds no value itself
select workspace_id, id from fields where scope = 'user' and value <> 'null';

-- rule: a link that installs once is used by one installation
select workspace_id, id from template_links where (installed_at is null) <> (installed_by is null);

-- rule: an owner has complete access, and who has complete access is granted no single bots (M3)
select m.workspace_id, m.id from members m
where (m.role = 'owner' and m.access <> 'complete')
  or (m.access = 'complete' and exists (select from member_bots b where b.workspace_id = m.workspace_id and b.member_id = m.id));

-- rule: a chat in the hands of a member has a member who is there (invariant 9)
select c.workspace_id, c.id from conversations c
where c.assignee_id is not null and not exists (select from members m where m.workspace_id = c.workspace_id and m.id = c.assignee_id);

-- rule: a key belongs to a member, and a revoked key cannot be looked up (invariants 9, 22)
select h.workspace_id, h.key_id from api_key_hashes h
where not exists (select from api_keys k where k.workspace_id = h.workspace_id and k.id = h.key_id and k.revoked_at is null);

-- rule: a live workspace has no two open offers of ownership from one owner
select workspace_id, from_member_id from ownership_offers where status = 'proposed' group by workspace_id, from_member_id having count(*) > 1;

-- rule: the audit log is a whole chain, from its first line to the end that the workspace remembers (attack 104)
with chain as (
  select a.workspace_id, a.seq,
    a.seq = row_number() over w and a.previous_hash = lag(a.hash, 1, '\x'::bytea) over w
    and a.hash = audit_line_hash(a.previous_hash, a.workspace_id, a.seq, a.id, a.at, a.kind, a.actor, a.target, a.before, a.after) as is_right
  from audit_log a window w as (partition by a.workspace_id order by a.seq)
)
select workspace_id, seq from chain where not is_right
union all
select w.id, w.audit_seq from workspaces w
where w.audit_seq > 0 and not exists (
  select from audit_log a where a.workspace_id = w.id and a.seq = w.audit_seq and a.hash = w.audit_hash)
union all
select a.workspace_id, a.seq from audit_log a join workspaces w on w.id = a.workspace_id where a.seq > w.audit_seq;

-- rule: a conversation's messages are numbered without a gap or a double
select workspace_id, conversation_id from messages
group by workspace_id, conversation_id having count(*) <> count(distinct seq) or max(seq) - min(seq) + 1 <> count(*);

-- rule: who is merged is so by one open merge, and shares with somebody who is nobody's other self
select c.workspace_id, c.id from contacts c
where c.merged_into is not null and (not exists (select from contact_merges m where m.workspace_id = c.workspace_id
    and m.merged_id = c.id and m.kept_id = c.merged_into and m.unmerged_at is null)
  or exists (select from contacts k where k.workspace_id = c.workspace_id and k.id = c.merged_into and k.merged_into is not null))
union all
select m.workspace_id, m.merged_id from contact_merges m
where m.unmerged_at is null and not exists (select from contacts c
  where c.workspace_id = m.workspace_id and c.id = m.merged_id and c.merged_into = m.kept_id);
