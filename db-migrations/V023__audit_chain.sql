-- Old and new value and reason in the trail, and a chain over it: every entry holds the hash of the one before, so that a
-- changed, missing or moved entry shows.
alter table audit.entry
  add column old_value jsonb,
  add column new_value jsonb,
  add column reason    text check (length(reason) <= 2000),
  add column seq       bigint,
  add column hash      text;

-- where the chain ends; its one row also makes those who write wait for each other
create table audit.head (
  only_one boolean primary key default true check (only_one),
  seq      bigint not null,
  hash     text not null
);
insert into audit.head (seq, hash) values (0, repeat('0', 64));

-- What is hashed: every column but the hash as one JSON array, after the hash before. `levelread verify-audit` computes
-- the same.
create function audit.hash_of(entry audit.entry, before text) returns text language sql stable
  set search_path = pg_catalog set timezone = 'UTC' as $$
  select encode(sha256(convert_to(before || E'\n' || jsonb_build_array(entry.seq, entry.id,
      to_char(entry.at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), entry.actor, entry.action, entry.subject, entry.detail,
      entry.old_value, entry.new_value, entry.reason)::text, 'UTF8')), 'hex')
$$;

create function audit.chain() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  last audit.head;
begin
  select * into last from audit.head for update;
  new.seq := last.seq + 1;
  new.hash := audit.hash_of(new, last.hash);
  update audit.head set seq = new.seq, hash = new.hash;
  return new;
end $$;

-- the entries that are there already
alter table audit.entry disable trigger append_only;
do $$
declare
  old audit.entry;
  last text := repeat('0', 64);
  n bigint := 0;
begin
  for old in select * from audit.entry order by id loop
    n := n + 1;
    old.seq := n;
    last := audit.hash_of(old, last);
    update audit.entry set seq = n, hash = last where id = old.id;
  end loop;
  update audit.head set seq = n, hash = last;
end $$;
alter table audit.entry enable trigger append_only;
alter table audit.entry
  alter column seq set not null,
  alter column hash set not null,
  add unique (seq);
create trigger chained before insert on audit.entry for each row execute function audit.chain();
