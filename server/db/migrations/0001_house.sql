-- The house: people, workspaces, members, bots, and the way of a message. Every tenant table is walled and keyed by workspace_id.

-- Roles belong to the whole server: another database of ours may have made it, or whoever keeps the server, where our own account may make none.
do $$ begin
  if not exists (select from pg_roles where rolname = 'tenant') then
    create role tenant nologin nobypassrls;
  end if;
exception when duplicate_object or unique_violation then null;
end $$;
do $$ begin
  execute format('grant tenant to %I', current_user);
exception
  when duplicate_object or unique_violation then null;
  when insufficient_privilege then
    if not pg_has_role(current_user, 'tenant', 'member') then raise; end if;
end $$;
grant usage on schema public to tenant;

-- Row-level security for one table: this transaction sees one workspace only. `key` is the column that names the workspace.
create function wall(name regclass, key name default 'workspace_id') returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', name);
  execute format('alter table %s force row level security', name);
  execute format(
    'create policy wall on %s using (%I = nullif(current_setting(''app.workspace_id'', true), '''')::uuid) with check (%I = nullif(current_setting(''app.workspace_id'', true), '''')::uuid)',
    name, key, key);
  -- The connecting account (maintenance, look-ups across workspaces) is not the tenant; it is named, so that an owner without superuser rights may still work.
  execute format('create policy caretaker on %s to %I using (true) with check (true)', name, current_user);
  execute format('grant select, insert, update, delete on %s to tenant', name);
end $$;

-- ───────────────────────── people (global) ─────────────────────────

create table installation (
  key text primary key,
  value text not null
);

create table users (
  id uuid primary key,
  email text not null unique,
  name text not null,
  password_hash text,
  email_verified_at timestamptz,
  is_operator boolean not null default false,
  timezone text not null default 'UTC',
  time_format text not null default '24h' check (time_format in ('12h', '24h')),
  language text not null default 'en',
  theme text not null default 'system' check (theme in ('system', 'light', 'dark')),
  preferences jsonb not null default '{}',
  totp_secret bytea,
  totp_last_step bigint not null default 0,
  totp_enabled_at timestamptz,
  created_at timestamptz not null default now()
);

create table user_photos (
  user_id uuid primary key references users on delete cascade,
  etag text not null,
  mime text not null,
  bytes bytea not null
);

create table sessions (
  id uuid primary key,
  user_id uuid not null references users on delete cascade,
  token_hash bytea not null unique,
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  proved_at timestamptz not null default now(),
  ip text not null,
  user_agent text not null
);
create index sessions_of_user on sessions (user_id);

create table recovery_codes (
  user_id uuid not null references users on delete cascade,
  code_hash bytea not null,
  primary key (user_id, code_hash)
);

create table passkeys (
  id uuid primary key,
  user_id uuid not null references users on delete cascade,
  credential_id text not null unique,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null default '{}',
  name text not null,
  created_at timestamptz not null default now(),
  last_used_at timestamptz
);
create index passkeys_of_user on passkeys (user_id);

-- One-time links and codes: verify an address, reset a password, change an address, second step of a sign-in, a passkey challenge.
create table proofs (
  token_hash bytea primary key,
  purpose text not null check (purpose in ('verify-email', 'reset-password', 'change-email', 'second-factor', 'passkey')),
  user_id uuid references users on delete cascade,
  email text,
  payload jsonb not null default '{}',
  tries int not null default 0,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index proofs_of_user on proofs (user_id, purpose);

-- Every letter, sent or (without SMTP) only shown; the body is sealed, since it holds one-time links.
create table letters (
  id uuid primary key,
  kind text not null,
  recipient text not null,
  language text not null default 'en',
  workspace_id uuid,
  sealed bytea not null,
  status text not null default 'waiting' check (status in ('waiting', 'sent', 'failed', 'kept')),
  attempts int not null default 0,
  due_at timestamptz not null default now(),
  problem text,
  created_at timestamptz not null default now(),
  sent_at timestamptz
);
create index letters_waiting on letters (due_at) where status = 'waiting';
create index letters_newest on letters (created_at desc, id desc);

create table idempotency_keys (
  scope text not null,
  key text not null,
  request_hash bytea not null,
  status int,
  sealed bytea,
  created_at timestamptz not null default now(),
  primary key (scope, key)
);

create table rate_limits (
  key text primary key,
  points int not null default 0,
  expire bigint
);

-- ───────────────────────── workspaces ─────────────────────────

create table workspaces (
  id uuid primary key,
  name text not null,
  timezone text not null default 'UTC',
  flow_theme jsonb not null,
  plan text not null,
  extras jsonb not null default '{}',
  is_demo boolean not null default false,
  created_by uuid references users on delete set null,
  created_at timestamptz not null default now(),
  deleted_at timestamptz,
  deleted_by uuid,
  audit_seq bigint not null default 0,
  audit_hash bytea not null default '\x'
);
select wall('workspaces', 'id');

create table workspace_logos (
  workspace_id uuid primary key references workspaces on delete cascade,
  etag text not null,
  mime text not null,
  bytes bytea not null
);
select wall('workspace_logos');

create table members (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  user_id uuid not null references users,
  role text not null check (role in ('owner', 'admin', 'member')),
  access text not null default 'complete' check (access in ('complete', 'restricted')),
  joined_at timestamptz not null default now(),
  last_active_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, user_id)
);
create index members_of_user on members (user_id);
create index members_by_joined on members (workspace_id, joined_at, id);
select wall('members');

-- The last wall behind M6: a workspace that is not deleted keeps an owner, whatever two transactions do at once.
create function keep_an_owner() returns trigger language plpgsql security definer set search_path = public as $$
begin
  perform 1 from workspaces where id = old.workspace_id and deleted_at is null for no key update;
  if found and not exists (select 1 from members where workspace_id = old.workspace_id and role = 'owner') then
    raise exception 'workspace % would lose its last owner', old.workspace_id using errcode = 'P0006';
  end if;
  return null;
end $$;
create constraint trigger keep_an_owner after update of role or delete on members
  deferrable initially deferred for each row when (old.role = 'owner') execute function keep_an_owner();

create table invitations (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  email text not null,
  role text not null check (role in ('owner', 'admin', 'member')),
  access text not null default 'complete' check (access in ('complete', 'restricted')),
  bots jsonb not null default '[]',
  message text not null default '',
  status text not null default 'pending' check (status in ('pending', 'accepted', 'declined', 'revoked', 'expired')),
  token_hash bytea not null,
  link_hash bytea not null,
  sealed_token bytea not null,
  letter_id uuid,
  invited_by uuid,
  created_at timestamptz not null default now(),
  sent_at timestamptz not null default now(),
  sent_count int not null default 1,
  expires_at timestamptz not null,
  settled_at timestamptz,
  primary key (workspace_id, id)
);
create unique index one_pending_invitation on invitations (workspace_id, email) where status = 'pending';
create index invitations_by_token on invitations (workspace_id, token_hash);
create index invitations_by_link on invitations (workspace_id, link_hash);
create index pending_invitations_by_email on invitations (email) where status = 'pending';
select wall('invitations');

-- Inside the wall, people are the workspace's own members and no one else; and an account can be made only for an address that was invited (M4), never a verified one.
alter table users enable row level security;
grant select (id, name, email, totp_enabled_at, language) on users to tenant;
grant insert (id, name, email, password_hash, language, timezone) on users to tenant;
create policy colleagues on users for select to tenant
  using ((select true from members m where m.user_id = users.id limit 1)); -- Asked row by row: `exists` would read all members of the workspace first.
create policy invited on users for insert to tenant
  with check (exists (select from invitations i where i.email = users.email and i.status = 'pending'));
alter table user_photos enable row level security;
grant select (user_id, etag) on user_photos to tenant;
create policy colleagues on user_photos for select to tenant
  using ((select true from members m where m.user_id = user_photos.user_id limit 1)); -- Asked row by row: `exists` would read all members of the workspace first.

-- A workspace writes letters and sees how its own fare, not what they say.
alter table letters enable row level security;
grant insert, select (id, kind, recipient, workspace_id, status, created_at) on letters to tenant;
create policy own_letters on letters to tenant
  using (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid)
  with check (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid);
create index letters_of_workspace on letters (workspace_id, created_at);
create index letters_to on letters (recipient, created_at);

-- How many invitations an address got in the last day, from whichever workspace: the one figure that looks over the wall, so that nobody is flooded.
create function invitations_today(address text) returns int language sql stable security definer set search_path = public as $$
  select count(*)::int from letters where recipient = address and kind = 'invitation' and created_at > now() - interval '1 day'
$$;
revoke execute on function invitations_today from public;
grant execute on function invitations_today to tenant;

create table ownership_offers (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  from_member_id uuid not null,
  to_member_id uuid not null,
  status text not null default 'proposed' check (status in ('proposed', 'accepted', 'declined', 'withdrawn')),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  settled_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, from_member_id) references members (workspace_id, id) on delete cascade,
  foreign key (workspace_id, to_member_id) references members (workspace_id, id) on delete cascade
);
create unique index one_open_offer on ownership_offers (workspace_id, from_member_id) where status = 'proposed';
select wall('ownership_offers');

create table api_keys (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  member_id uuid not null,
  name text not null,
  prefix text not null,
  scopes text[] not null,
  bot_ids uuid[],
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  last_used_at timestamptz,
  last_used_ip text,
  revoked_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, member_id) references members (workspace_id, id) on delete cascade
);
select wall('api_keys');

-- A key is looked up before its workspace is known.
create table api_key_hashes (
  public_id text primary key,
  token_hash bytea not null,
  workspace_id uuid not null references workspaces on delete cascade,
  key_id uuid not null
);
select wall('api_key_hashes');

-- ───────────────────────── facts ─────────────────────────

create table events (
  workspace_id uuid not null,
  id uuid not null,
  at timestamptz not null default now(),
  kind text not null,
  actor jsonb not null,
  data jsonb not null,
  primary key (workspace_id, id, at)
) partition by range (at);
select wall('events');
create index events_by_time on events (workspace_id, at desc);
create table events_rest partition of events default;
select wall('events_rest');

create table audit_log (
  workspace_id uuid not null references workspaces on delete cascade,
  seq bigint not null,
  id uuid not null,
  at timestamptz not null,
  kind text not null,
  actor jsonb not null,
  target jsonb not null,
  before jsonb,
  after jsonb,
  previous_hash bytea not null,
  hash bytea not null,
  primary key (workspace_id, seq)
);
create index audit_by_kind on audit_log (workspace_id, kind, seq desc);
select wall('audit_log');
revoke insert, update, delete on audit_log from tenant;

-- What a line's hash is made of; the doctor computes it again.
create function audit_line_hash(previous bytea, workspace uuid, seq bigint, id uuid, at timestamptz, kind text, actor jsonb, target jsonb, before jsonb, after jsonb)
returns bytea language sql immutable as $$
  select sha256(previous || convert_to(concat_ws(E'\x1f', workspace::text, seq::text, id::text, extract(epoch from at)::text, kind, actor::text, target::text,
    coalesce(before::text, '-'), coalesce(after::text, '-')), 'UTF8'))
$$;

-- The only way into the audit log: takes the next number under the workspace's lock and chains the hash.
create function append_audit(workspace uuid, line uuid, kind text, actor jsonb, target jsonb, before jsonb, after jsonb)
returns void language plpgsql security definer set search_path = public as $$
declare head record; moment timestamptz := clock_timestamp(); mark bytea;
begin
  if workspace <> coalesce(nullif(current_setting('app.workspace_id', true), '')::uuid, workspace) then
    raise exception 'audit line for another workspace' using errcode = '42501';
  end if;
  select audit_seq + 1 as seq, audit_hash as hash into head from workspaces where id = workspace for no key update;
  mark := audit_line_hash(head.hash, workspace, head.seq, line, moment, kind, actor, target, before, after);
  insert into audit_log values (workspace, head.seq, line, moment, kind, actor, target, before, after, head.hash, mark);
  update workspaces set audit_seq = head.seq, audit_hash = mark where id = workspace;
end $$;
revoke execute on function append_audit from public;
grant execute on function append_audit to tenant;

-- Not even the owner of the tables edits a line; only removing a whole workspace takes its lines along.
create function refuse_audit_edit() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log is append-only' using errcode = '42501';
end $$;
create trigger audit_is_append_only before update on audit_log for each row execute function refuse_audit_edit();

create table error_logs (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  bot_id uuid,
  conversation_id uuid,
  step_id text,
  code text not null,
  message text not null,
  detail jsonb not null default '{}',
  fingerprint text not null,
  severity text not null default 'error' check (severity in ('warning', 'error')),
  occurrences int not null default 1,
  first_seen_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  fixed_at timestamptz,
  primary key (workspace_id, id)
);
create unique index open_error on error_logs (workspace_id, fingerprint) where fixed_at is null;
create index error_logs_newest on error_logs (workspace_id, last_seen_at desc, id desc);
select wall('error_logs');

-- ───────────────────────── bots ─────────────────────────

create table bots (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  name text not null,
  kind text not null check (kind in ('omni', 'page')),
  status text not null default 'live' check (status in ('live', 'paused')),
  theme jsonb not null,
  public_key text not null,
  allowed_origins text[] not null default '{}',
  created_by uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  primary key (workspace_id, id)
);
create unique index one_omni_bot on bots (workspace_id) where kind = 'omni' and deleted_at is null;
select wall('bots');

-- The widget names a bot by its public key, before the workspace is known.
create table bot_keys (
  public_key text primary key,
  workspace_id uuid not null references workspaces on delete cascade,
  bot_id uuid not null
);
select wall('bot_keys');

create table member_bots (
  workspace_id uuid not null,
  member_id uuid not null,
  bot_id uuid not null,
  power text not null check (power in ('viewer', 'editor', 'agent')),
  primary key (workspace_id, member_id, bot_id),
  foreign key (workspace_id, member_id) references members (workspace_id, id) on delete cascade,
  foreign key (workspace_id, bot_id) references bots (workspace_id, id) on delete cascade
);
select wall('member_bots');

create table flows (
  workspace_id uuid not null,
  id uuid not null,
  bot_id uuid not null,
  name text not null,
  is_main boolean not null default true,
  draft jsonb not null,
  draft_number int not null default 1,
  draft_by uuid,
  draft_at timestamptz not null default now(),
  published_version_id uuid,
  primary key (workspace_id, id),
  foreign key (workspace_id, bot_id) references bots (workspace_id, id) on delete cascade
);
create unique index one_main_flow on flows (workspace_id, bot_id) where is_main;
select wall('flows');

create table flow_versions (
  workspace_id uuid not null,
  id uuid not null,
  flow_id uuid not null,
  number int not null,
  graph jsonb not null,
  note text not null default '',
  published_by uuid,
  published_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, flow_id, number),
  foreign key (workspace_id, flow_id) references flows (workspace_id, id) on delete cascade
);
select wall('flow_versions');
revoke update on flow_versions from tenant;

-- ───────────────────────── talk ─────────────────────────

create table contacts (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  bot_id uuid not null,
  channel text not null,
  address text not null,
  name text not null default '',
  email text,
  fields jsonb not null default '{}',
  is_over_limit boolean not null default false,
  first_seen_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, bot_id, channel, address),
  foreign key (workspace_id, bot_id) references bots (workspace_id, id) on delete cascade
);
select wall('contacts');

create table conversations (
  workspace_id uuid not null,
  id uuid not null,
  bot_id uuid not null,
  contact_id uuid not null,
  channel text not null,
  status text not null default 'open' check (status in ('open', 'resolved')),
  handler text not null default 'bot' check (handler in ('bot', 'member')),
  assignee_id uuid,
  flow_version_id uuid,
  session jsonb,
  seq bigint not null default 0,
  read_seq bigint not null default 0,
  unread int not null default 0,
  last_text text not null default '',
  last_author text not null default 'contact',
  last_message_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, contact_id),
  foreign key (workspace_id, bot_id) references bots (workspace_id, id) on delete cascade,
  foreign key (workspace_id, contact_id) references contacts (workspace_id, id) on delete cascade,
  foreign key (workspace_id, assignee_id) references members (workspace_id, id) on delete set null (assignee_id)
);
create index conversations_newest on conversations (workspace_id, last_message_at desc, id desc);
create index conversations_of_assignee on conversations (workspace_id, assignee_id) where assignee_id is not null;
create index conversations_waiting on conversations (workspace_id, bot_id) where unread > 0 and handler = 'member' and status = 'open';
select wall('conversations');

create table messages (
  workspace_id uuid not null,
  conversation_id uuid not null,
  seq bigint not null,
  id uuid not null,
  author text not null check (author in ('contact', 'bot', 'member', 'system')),
  member_id uuid,
  content jsonb not null,
  status text not null default 'received' check (status in ('received', 'queued', 'sent', 'failed')),
  step_id text,
  at timestamptz not null default now(),
  primary key (workspace_id, conversation_id, seq, at)
) partition by range (at);
select wall('messages');
create table messages_rest partition of messages default;
select wall('messages_rest');

-- Waiting work is rows with a lane (hash of what must stay in order, 0-63) and a key that is worked one at a time.
-- A row whose last attempt failed rests under the line of the error log (error_id) until somebody retries it.
create table inbound (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  lane smallint not null,
  key text not null,
  body jsonb not null,
  attempts int not null default 0,
  due_at timestamptz not null default now(),
  error_id uuid,
  primary key (workspace_id, id)
);
create index inbound_heads on inbound (lane, workspace_id, id) where error_id is null;
create index inbound_put_off on inbound (lane, workspace_id) where error_id is null and attempts > 0;
create index inbound_of_error on inbound (workspace_id, error_id) where error_id is not null;
select wall('inbound');

-- Which messages of a channel have been taken in, for ever: a redelivery finds itself here.
create table received (
  workspace_id uuid not null references workspaces on delete cascade,
  source text not null,
  external_id text not null,
  primary key (workspace_id, source, external_id)
);
select wall('received');

create table outbound (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  lane smallint not null,
  key text not null,
  conversation_id uuid not null,
  seq bigint not null,
  attempts int not null default 0,
  started_at timestamptz,
  due_at timestamptz not null default now(),
  error_id uuid,
  primary key (workspace_id, id)
);
create index outbound_heads on outbound (lane, workspace_id, id) where error_id is null;
create index outbound_put_off on outbound (lane, workspace_id) where error_id is null and attempts > 0;
create index outbound_of_error on outbound (workspace_id, error_id) where error_id is not null;
select wall('outbound');

create table timers (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  lane smallint not null,
  key text not null,
  body jsonb not null,
  due_at timestamptz not null,
  primary key (workspace_id, id)
);
create index timers_due on timers (lane, due_at);
select wall('timers');

-- Messages and facts lie in one partition a month; this makes the missing ones for this month and the next two. Rows of a month that has none rest in the default.
create function keep_partitions() returns void language plpgsql as $$
declare parent text; month date; part text;
begin
  foreach parent in array array['events', 'messages'] loop
    for ahead in 0..2 loop
      month := (date_trunc('month', now() at time zone 'UTC') + make_interval(months => ahead))::date;
      part := parent || to_char(month, '_YYYY_MM');
      if to_regclass(part) is null then
        begin
          execute format('create table %I partition of %I for values from (%L) to (%L)', part, parent,
            month::timestamp at time zone 'UTC', (month + interval '1 month')::timestamp at time zone 'UTC');
          perform wall(part::regclass);
          execute format('revoke all on %I from tenant', part);
        exception when check_violation or duplicate_table then null;
        end;
      end if;
    end loop;
  end loop;
end $$;
select keep_partitions();
