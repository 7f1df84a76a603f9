-- Whom the study lead lets code causes, or does so no longer. Never changed: the newest of an account counts.
create table analysis.coder_right (
  id         uuid primary key,
  study_id   uuid not null references protocol.study (id),
  account_id uuid not null references readers.account (id),
  granted    boolean not null,
  reason     text not null check (length(reason) between 1 and 500),
  decided_by uuid not null references readers.account (id),
  decided_at timestamptz not null
);
create index coder_right_by_study on analysis.coder_right (study_id, account_id, decided_at desc);
create function analysis.refuse_change_of_coder() returns trigger language plpgsql as $$
begin
  raise exception 'who may code causes is kept: store another decision';
end $$;
create trigger right_is_kept before update or delete on analysis.coder_right
  for each row execute function analysis.refuse_change_of_coder();
-- nobody codes for a lead while an answer could still be coloured by what a coder sees
create function analysis.refuse_coder_before_lock() returns trigger language plpgsql security definer
  set search_path = pg_catalog, pg_temp as $$
begin
  if new.granted and not protocol.is_locked(new.study_id) then
    raise exception 'a coder is appointed after the study''s database is locked';
  end if;
  return new;
end $$;
create trigger after_the_lock before insert on analysis.coder_right
  for each row execute function analysis.refuse_coder_before_lock();
