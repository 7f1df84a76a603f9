-- Who did what, append-only: the trigger refuses update, delete and truncate for every role.
create schema audit;
create table audit.entry (
  id      bigint generated always as identity primary key,
  at      timestamptz not null,
  actor   text not null,            -- username, or "system"
  action  text not null,
  subject text not null,
  detail  jsonb not null default '{}'::jsonb
);
create function audit.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the audit trail is append-only';
end $$;
create trigger append_only before update or delete on audit.entry for each row execute function audit.refuse_change();
create trigger no_truncate before truncate on audit.entry for each statement execute function audit.refuse_change();
