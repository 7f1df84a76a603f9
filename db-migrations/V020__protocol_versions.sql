-- Frozen protocols and the steps of a study. Neither is ever changed: a new version and a new step are new rows.
create table protocol.version (
  id        uuid primary key,
  study_id  uuid not null references protocol.study (id),
  number    integer not null check (number > 0),
  yaml      text not null check (length(yaml) <= 200000),
  sha256    text not null check (sha256 = encode(sha256(convert_to(yaml, 'UTF8')), 'hex')),
  frozen_at timestamptz not null,
  frozen_by uuid references readers.account (id),          -- null: frozen with the demo study
  reason    text check (length(reason) between 1 and 2000), -- why it was amended
  touches   text not null check (touches in ('NO_READ', 'UNOPENED_READS')),
  unique (study_id, number),
  check ((number = 1) = (reason is null))
);
create table protocol.step (
  id       bigint generated always as identity primary key,
  study_id uuid not null references protocol.study (id),
  step     text not null check (step in ('FROZEN', 'AMENDED', 'STARTED', 'PAUSED', 'RESUMED', 'CLOSED', 'REOPENED',
                                         'LOCKED', 'UNBLINDED')),
  at       timestamptz not null,
  taken_by uuid references readers.account (id),            -- null: the server, with the demo study
  reason   text not null default '' check (length(reason) <= 2000),
  meaning  text check (length(meaning) <= 400)              -- what was signed with the password; null where unsigned
);
create index step_by_study on protocol.step (study_id, id);

create function protocol.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is kept as it is: a change is a new row', tg_table_schema || '.' || tg_table_name;
end $$;
create trigger versions_are_kept before update or delete on protocol.version
  for each row execute function protocol.refuse_change();
create trigger versions_are_not_emptied before truncate on protocol.version
  for each statement execute function protocol.refuse_change();
create trigger steps_are_kept before update or delete on protocol.step
  for each row execute function protocol.refuse_change();
create trigger steps_are_not_emptied before truncate on protocol.step
  for each statement execute function protocol.refuse_change();

create function protocol.is_locked(study uuid) returns boolean language sql stable security definer
  set search_path = pg_catalog as $$
  select exists (select from protocol.step where study_id = study and step = 'LOCKED')
$$;

-- After the lock a study's rows stay as they are. The argument names the column that leads to the study: study_id,
-- film_id, run_id or reading_id.
create function protocol.refuse_when_locked() returns trigger language plpgsql security definer
  set search_path = pg_catalog as $$
declare
  key   uuid;
  study uuid;
begin
  if tg_op = 'INSERT' then
    execute format('select ($1).%I', tg_argv[0]) into key using new;
  else
    execute format('select ($1).%I', tg_argv[0]) into key using old;
  end if;
  case tg_argv[0]
    when 'study_id' then study := key;
    when 'film_id' then select f.study_id into study from cases.film f where f.id = key;
    when 'run_id' then
      select f.study_id into study from prediction.run r join cases.film f on f.id = r.film_id where r.id = key;
    when 'reading_id' then select r.study_id into study from reading.reading r where r.id = key;
    else raise exception 'no way is known from % to the study', tg_argv[0];
  end case;
  if protocol.is_locked(study) then
    raise exception 'the study''s database is locked: % cannot change', tg_table_schema || '.' || tg_table_name;
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;

create function protocol.refuse_step_after_lock() returns trigger language plpgsql as $$
begin
  if new.step <> 'UNBLINDED' and protocol.is_locked(new.study_id) then
    raise exception 'the study''s database is locked: no step but unblinding can follow';
  end if;
  return new;
end $$;
create trigger no_step_after_lock before insert on protocol.step
  for each row execute function protocol.refuse_step_after_lock();

create trigger study_lock before insert or update or delete on protocol.version
  for each row execute function protocol.refuse_when_locked('study_id');
create trigger study_lock before insert or update or delete on cases.film
  for each row execute function protocol.refuse_when_locked('study_id');
create trigger study_lock before insert or update or delete on cases.film_pixels
  for each row execute function protocol.refuse_when_locked('film_id');
create trigger study_lock before insert or update or delete on reading.reading
  for each row execute function protocol.refuse_when_locked('study_id');
create trigger study_lock before insert or update or delete on prediction.run
  for each row execute function protocol.refuse_when_locked('film_id');
create trigger study_lock before insert or update or delete on prediction.mask
  for each row execute function protocol.refuse_when_locked('run_id');
create trigger study_lock before insert or update or delete on prediction.review
  for each row execute function protocol.refuse_when_locked('run_id');
create trigger study_lock before insert or update or delete on reference.film_reference
  for each row execute function protocol.refuse_when_locked('film_id');
