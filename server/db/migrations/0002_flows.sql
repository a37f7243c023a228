-- Flows: what blocks may do beyond words. Calls outside, timers, fields, tags, entries, sub-flows, connections, files, templates, counts of steps.

-- ───────────────────────── workspaces and bot users ─────────────────────────

alter table workspaces
  add column business_hours jsonb,
  add column is_code_allowed boolean not null default false;

alter table contacts
  add column tags text[] not null default '{}',
  add column is_subscribed boolean not null default true,
  add column phone text,
  add column language text,
  add column timezone text,
  add column source text not null default '';

-- Fields that somebody has described; those of the bot itself hold their value here.
create table fields (
  workspace_id uuid not null,
  id uuid not null,
  bot_id uuid not null,
  scope text not null check (scope in ('user', 'bot')),
  name text not null,
  kind text not null check (kind in ('text', 'number', 'boolean', 'date', 'datetime', 'list', 'json')),
  description text not null default '',
  value jsonb not null default 'null',
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, bot_id, scope, name),
  foreign key (workspace_id, bot_id) references bots (workspace_id, id) on delete cascade
);
select wall('fields');

-- ───────────────────────── flows ─────────────────────────

-- A flow that is taken away stays for the chats which still run a version of it.
alter table flows
  add column created_at timestamptz not null default now(),
  add column deleted_at timestamptz;
create index flows_of_bot on flows (workspace_id, bot_id);

-- The entries of published versions which something else than a person's words opens: rewritten with each publication.
create table flow_entries (
  workspace_id uuid not null,
  flow_id uuid not null,
  entry_id text not null,
  bot_id uuid not null,
  kind text not null check (kind in ('tag-added', 'field-changed', 'conversation-resolved', 'webhook', 'schedule')),
  detail jsonb not null,
  primary key (workspace_id, flow_id, entry_id),
  foreign key (workspace_id, flow_id) references flows (workspace_id, id) on delete cascade
);
create index flow_entries_by_kind on flow_entries (workspace_id, bot_id, kind);
select wall('flow_entries');

-- The secret part of a webhook entry's address, the same for as long as the entry stands.
create table hook_keys (
  workspace_id uuid not null,
  flow_id uuid not null,
  entry_id text not null,
  token_hash bytea not null,
  sealed_token bytea not null,
  created_at timestamptz not null default now(),
  primary key (workspace_id, flow_id, entry_id),
  unique (workspace_id, token_hash),
  foreign key (workspace_id, flow_id) references flows (workspace_id, id) on delete cascade
);
select wall('hook_keys');

-- Which occurrences of a schedule have begun: none is lost or doubled across daylight-saving changes and restarts.
create table schedule_runs (
  workspace_id uuid not null references workspaces on delete cascade,
  flow_id uuid not null,
  entry_id text not null,
  occurrence text not null,
  after_contact uuid,
  begun_at timestamptz not null default now(),
  done_at timestamptz,
  primary key (workspace_id, flow_id, entry_id, occurrence)
);
select wall('schedule_runs');

create table step_counts (
  workspace_id uuid not null references workspaces on delete cascade,
  flow_version_id uuid not null,
  step_id text not null,
  day date not null,
  entered int not null default 0,
  answered int not null default 0,
  failed int not null default 0,
  primary key (workspace_id, flow_version_id, step_id, day)
);
select wall('step_counts');

-- ───────────────────────── what a flow waits for ─────────────────────────

create table calls (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  lane smallint not null,
  key text not null,
  conversation_id uuid not null,
  flow_version_id uuid,
  step_id text not null,
  call_id text not null,
  body jsonb not null,
  attempts int not null default 0,
  started_at timestamptz,
  due_at timestamptz not null default now(),
  error_id uuid,
  primary key (workspace_id, id)
);
create index calls_heads on calls (lane, due_at) where error_id is null;
create index calls_of_error on calls (workspace_id, error_id) where error_id is not null;
select wall('calls');

-- A chat has one timer; a later one takes its place.
create unique index one_timer on timers (workspace_id, key);

-- ───────────────────────── connections ─────────────────────────

-- One account of each integration (W5); what it is reached with is sealed.
create table connections (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  integration text not null,
  label text not null default '',
  settings jsonb not null default '{}',
  sealed bytea not null,
  status text not null default 'connected' check (status in ('connected', 'failing')),
  problem text,
  connected_by uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (workspace_id, id)
);
create unique index one_account_each on connections (workspace_id, integration);
select wall('connections');

-- Words of a request that nobody may read back; each is sent to its own hosts only.
create table secrets (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  name text not null,
  hosts text[] not null,
  sealed bytea not null,
  last4 text not null default '',
  created_by uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, name)
);
select wall('secrets');

-- ───────────────────────── files ─────────────────────────

create table files (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  key text not null,
  bot_id uuid,
  name text not null,
  mime text not null,
  size int not null,
  bytes bytea not null,
  added_by jsonb not null,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id)
);
create unique index files_by_key on files (workspace_id, key);
create index files_newest on files (workspace_id, created_at desc, id desc);
select wall('files');

-- ───────────────────────── templates ─────────────────────────

create table templates (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  name text not null,
  description text not null default '',
  category text not null,
  package jsonb not null,
  visibility text not null default 'private' check (visibility in ('private', 'link', 'gallery')),
  link_token text,
  installs int not null default 0,
  made_by uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  primary key (workspace_id, id)
);
select wall('templates');
-- What a workspace has put into the gallery is there for every workspace of the installation; nobody else may change it.
create policy gallery on templates for select to tenant using (visibility = 'gallery' and deleted_at is null);
create index templates_in_gallery on templates (updated_at desc, id) where visibility = 'gallery' and deleted_at is null;
create unique index templates_by_link on templates (workspace_id, link_token) where link_token is not null;

create table template_links (
  workspace_id uuid not null,
  id uuid not null,
  template_id uuid not null,
  token_hash bytea not null,
  note text not null default '',
  created_by uuid,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  installed_at timestamptz,
  installed_by text,
  primary key (workspace_id, id),
  foreign key (workspace_id, template_id) references templates (workspace_id, id) on delete cascade
);
create unique index template_links_by_token on template_links (workspace_id, token_hash);
select wall('template_links');
