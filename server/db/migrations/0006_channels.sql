-- Channels: what a bot speaks on, where its messages come in, what became of those that went out, and people known on several.

-- A channel of a bot: a row while it is being connected and for as long as it is. Web chat needs none.
create table channels (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  bot_id uuid not null,
  channel text not null,
  connection_id uuid,
  place text not null default '',
  label text not null default '',
  registered jsonb not null default '[]',
  settings jsonb not null default '{}',
  sealed bytea,
  status text not null default 'connecting' check (status in ('connecting', 'connected', 'failing')),
  problem text,
  checked_at timestamptz,
  connected_by uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, bot_id) references bots (workspace_id, id) on delete cascade,
  foreign key (workspace_id, connection_id) references connections (workspace_id, id) on delete set null (connection_id)
);
create unique index one_channel_of_each on channels (workspace_id, bot_id, channel);
create index channels_of_connection on channels (workspace_id, connection_id) where connection_id is not null;
select wall('channels');

-- A provider names a channel by the secret end of an address, before the workspace is known. Without channel_id it is the address of all
-- places of the workspace's account.
create table channel_hooks (
  token_hash bytea primary key,
  workspace_id uuid not null references workspaces on delete cascade,
  channel text not null,
  channel_id uuid,
  sealed_token bytea not null
);
create unique index one_hook_of_each on channel_hooks (workspace_id, channel, channel_id) nulls not distinct;
select wall('channel_hooks');

-- A Page, a number, an agent of a provider answers through one bot of the whole installation, and is found by its name when it writes.
create table channel_places (
  channel text not null,
  place text not null,
  workspace_id uuid not null references workspaces on delete cascade,
  channel_id uuid not null,
  primary key (channel, place)
);
create index places_of_channel on channel_places (workspace_id, channel_id);
select wall('channel_places');

-- How fast an account may send, kept by all workers together: when its next message may go, and until when the provider asked for a rest.
create table channel_paces (
  workspace_id uuid not null references workspaces on delete cascade,
  channel_id uuid not null,
  next_at timestamptz not null default now(),
  rest_until timestamptz,
  primary key (workspace_id, channel_id),
  foreign key (workspace_id, channel_id) references channels (workspace_id, id) on delete cascade
);
select wall('channel_paces');

-- What providers call messages, in and out: receipts, edits and replies name them so.
create table message_names (
  workspace_id uuid not null references workspaces on delete cascade,
  channel_id uuid not null,
  external_id text not null,
  conversation_id uuid not null,
  seq bigint not null,
  at timestamptz not null default now(),
  primary key (workspace_id, channel_id, external_id),
  foreign key (workspace_id, channel_id) references channels (workspace_id, id) on delete cascade
);
create index message_names_by_age on message_names (at);
select wall('message_names');

-- What became of a message: delivered and read as the provider tells; held is one of which nobody knows whether it arrived.
-- marks: { edited, deleted, problem, replyTo, reaction }.
alter table messages drop constraint messages_status_check;
alter table messages add constraint messages_status_check
  check (status in ('received', 'queued', 'sent', 'delivered', 'read', 'held', 'failed'));
alter table messages add column marks jsonb;

-- options: the answers that were last offered as a numbered text. reply_with: what the provider gave to answer with, and until when it is good.
alter table conversations
  add column options jsonb,
  add column reply_with jsonb;

-- Bot users: whether the channel reaches them, when they last wrote (the window in which a provider lets us answer), and whose other
-- self they are: one who was merged keeps their own address and conversation, and shares everything else.
alter table contacts
  add column unreachable text check (unreachable in ('blocked', 'opted-out')),
  add column last_wrote_at timestamptz,
  add column merged_into uuid,
  add constraint contacts_merged_into_fkey foreign key (workspace_id, merged_into) references contacts (workspace_id, id) on delete set null (merged_into);
create index contacts_merged on contacts (workspace_id, merged_into) where merged_into is not null;

-- Merges, with what each changed, so that it can be taken back exactly.
create table contact_merges (
  workspace_id uuid not null references workspaces on delete cascade,
  id uuid not null,
  kept_id uuid not null,
  merged_id uuid not null,
  changed jsonb not null,
  merged_by uuid,
  merged_at timestamptz not null default now(),
  unmerged_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, kept_id) references contacts (workspace_id, id) on delete cascade,
  foreign key (workspace_id, merged_id) references contacts (workspace_id, id) on delete cascade
);
create unique index one_open_merge on contact_merges (workspace_id, merged_id) where unmerged_at is null;
select wall('contact_merges');

-- Waiting work. is_held: the key waits with this row until it is due. is_bulk: broadcasts and the like, behind everything else.
-- Inbound, needs_fetch: a file is still with the provider. Outbound, parts_sent: of a message that goes out in several; is_typing: the
-- person was shown that somebody types; place: the channel and the bot of its key, which have a pace of their own.
alter table inbound
  add column is_held boolean not null default false,
  add column is_bulk boolean not null default false,
  add column needs_fetch boolean not null default false;
alter table outbound
  add column is_held boolean not null default false,
  add column is_bulk boolean not null default false,
  add column parts_sent smallint not null default 0,
  add column is_typing boolean not null default false,
  add column place text not null default '';
update inbound set is_held = true where attempts > 0;
update outbound set is_held = attempts > 0, place = split_part(key, ':', 1) || ':' || split_part(key, ':', 2);
drop index inbound_heads, inbound_put_off, outbound_heads, outbound_put_off;
create index inbound_heads on inbound (lane, workspace_id, is_bulk, id) where error_id is null;
create index inbound_held on inbound (lane, workspace_id) where error_id is null and is_held;
create index outbound_heads on outbound (lane, workspace_id, place, is_bulk, id) where error_id is null;
create index outbound_held on outbound (workspace_id, key) where error_id is null and is_held;
create index outbound_bulk on outbound (workspace_id, key) where is_bulk;
create index outbound_of_message on outbound (workspace_id, conversation_id, seq) where error_id is not null;
create index outbound_started on outbound (workspace_id) where started_at is not null;

-- Files lie where the installation keeps them; those that people sent are shown by signed addresses only.
alter table files
  add column store text not null default 'database',
  add column is_private boolean not null default false,
  alter column bytes drop not null;
update files set is_private = true where added_by->>'kind' = 'contact';
