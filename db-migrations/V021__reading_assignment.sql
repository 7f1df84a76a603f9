-- Who reads which film, in which arm, when: the plan's columns of a reading, and the readers of a study.
alter table reading.reading
  add column period           integer not null default 1 check (period between 0 and 9),  -- 0: training
  add column arm              text not null default 'UNAIDED' check (arm in ('UNAIDED', 'AIDED', 'SEQUENTIAL')),
  add column step             integer not null default 1 check (step in (1, 2)),          -- 2: the aided look of a sequential read
  add column kind             text not null default 'STUDY' check (kind in ('TRAINING', 'STUDY', 'DUPLICATE')),
  add column attempt          integer not null default 1 check (attempt between 1 and 99), -- training may be repeated
  add column protocol_version integer check (protocol_version > 0),
  add column aid_version      text check (length(aid_version) <= 400),                    -- of the models whose prediction was shown
  drop constraint reading_study_id_reader_id_film_id_key,
  drop constraint reading_study_id_reader_id_order_index_key,
  add unique (study_id, reader_id, film_id, period, kind, step, attempt),
  add unique (study_id, reader_id, period, order_index),
  add check ((kind = 'TRAINING') = (period = 0)),
  add check (step = 1 or arm = 'SEQUENTIAL');

-- once a film was opened, it stays what it was opened as
create function reading.refuse_change_of_assignment() returns trigger language plpgsql as $$
begin
  if old.state <> 'ASSIGNED' and (new.study_id, new.film_id, new.reader_id, new.order_index, new.period, new.arm, new.step,
      new.kind, new.attempt, new.protocol_version, new.aid_version)
     is distinct from (old.study_id, old.film_id, old.reader_id, old.order_index, old.period, old.arm, old.step,
      old.kind, old.attempt, old.protocol_version, old.aid_version) then
    raise exception 'an opened reading stays in the arm, order and version it was opened in';
  end if;
  return new;
end $$;
create trigger assignment_is_kept before update on reading.reading
  for each row execute function reading.refuse_change_of_assignment();

create table reading.study_reader (
  study_id           uuid not null references protocol.study (id),
  reader_id          uuid not null references readers.account (id),
  position           integer not null check (position >= 0),  -- decides what is dealt; a replacement takes it over
  joined_at          timestamptz not null,
  left_at            timestamptz,
  left_because       text check (length(left_because) between 1 and 1000),
  training_passed_at timestamptz,
  primary key (study_id, reader_id),
  check ((left_at is null) = (left_because is null))
);
create unique index one_reader_a_position on reading.study_reader (study_id, position) where left_at is null;
create trigger study_lock before insert or update or delete on reading.study_reader
  for each row execute function protocol.refuse_when_locked('study_id');

-- What did not go as planned: written down, never changed.
create table reading.deviation (
  id          bigint generated always as identity primary key,
  study_id    uuid not null references protocol.study (id),
  reader_id   uuid references readers.account (id),
  reading_id  uuid,
  kind        text not null check (kind in ('OPENED_EARLY', 'SIGNED_LATE', 'READER_LEFT', 'READER_REPLACED',
                                            'FILM_WITHDRAWN', 'REOPENED', 'NOTE')),
  at          timestamptz not null,
  recorded_by uuid references readers.account (id),           -- null: the server
  opens_at    timestamptz,                                    -- OPENED_EARLY: from when the lead let the reader read on
  period      integer,
  description text not null check (length(description) between 1 and 2000),
  check ((kind = 'OPENED_EARLY') = (opens_at is not null))
);
create index deviation_by_study on reading.deviation (study_id, id);
create trigger deviations_are_kept before update or delete on reading.deviation
  for each row execute function protocol.refuse_change();
create trigger deviations_are_not_emptied before truncate on reading.deviation
  for each statement execute function protocol.refuse_change();
create trigger study_lock before insert on reading.deviation
  for each row execute function protocol.refuse_when_locked('study_id');
