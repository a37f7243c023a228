-- All that an account sends goes out by one lane, so that its worker alone keeps the pace; web chat stays spread by person.
-- The lane of a text is its FNV-1a hash, as in server/conversations/lanes.ts.
do $$
declare
  sent record;
  hash bigint;
begin
  for sent in select distinct place from outbound where place not like 'webchat:%' loop
    hash := 2166136261;
    for i in 1 .. length(sent.place) loop
      hash := ((hash # ascii(substr(sent.place, i, 1))) * 16777619) & 4294967295;
    end loop;
    update outbound set lane = hash % 64 where place = sent.place;
  end loop;
end $$;

alter table channel_paces drop column next_at;
