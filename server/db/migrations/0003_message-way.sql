-- The way of a message through flows: calls by workspace in turn, schedules and whom they reach, and how much flows write by mail.

drop index calls_heads;
create index calls_heads on calls (lane, workspace_id, due_at, id) where error_id is null;

create index flow_entries_scheduled on flow_entries (workspace_id) where kind = 'schedule';
create index schedule_runs_open on schedule_runs (workspace_id) where done_at is null;
create index contacts_of_bot on contacts (workspace_id, bot_id, id);

-- How many letters of one kind a flow has written on a day.
create table letter_counts (
  workspace_id uuid not null references workspaces on delete cascade,
  what text not null,
  day date not null,
  count int not null,
  primary key (workspace_id, what, day)
);
select wall('letter_counts');
