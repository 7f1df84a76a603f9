-- The state of one answer: what a draft holds beside the levels, and the signed answers, which nobody changes.
alter table reading.reading
  add column quality         text check (quality in ('GOOD', 'ADEQUATE', 'POOR')),
  add column comment         text not null default '' check (length(comment) <= 2000),
  add column idle_ms         bigint not null default 0 check (idle_ms >= 0),
  add column changes         integer not null default 0 check (changes >= 0),
  -- which window saved last, so that another one can say that it was not itself
  add column saved_by        text not null default '' check (length(saved_by) <= 80),
  -- the answer as it stood when the reader first asked to submit it
  add column first_answer    jsonb,
  add column first_answer_at timestamptz,
  add check ((first_answer is null) = (first_answer_at is null));

create table reading.answer (
  id              uuid primary key,
  reading_id      uuid not null references reading.reading (id),
  study_id        uuid not null references protocol.study (id),
  reader_id       uuid not null references readers.account (id),
  revision        integer not null check (revision > 0),           -- 1 as submitted, each correction one more
  change_reason   text check (length(change_reason) between 1 and 1000),
  levels          jsonb not null,
  determinable    boolean not null,
  reason          text check (length(reason) <= 1000),             -- why not determinable
  quality         text check (quality in ('GOOD', 'ADEQUATE', 'POOR')),
  comment         text not null check (length(comment) <= 2000),
  first_answer    jsonb,                                            -- at the first wish to submit
  first_answer_at timestamptz,
  active_ms       bigint not null check (active_ms >= 0),
  idle_ms         bigint not null check (idle_ms >= 0),
  changes         integer not null check (changes >= 0),
  visible         jsonb not null,                                   -- what the reader could see: arm, overlays, versions
  given_at        timestamptz not null,
  signer_name     text,                                             -- null: given elsewhere and recorded, not signed
  meaning         text,                                             -- what the signature stands for, as it was shown
  unique (reading_id, revision),
  check ((revision = 1) = (change_reason is null)),
  check ((signer_name is null) = (meaning is null)),
  check (determinable or length(reason) > 0)
);
create index answer_by_study on reading.answer (study_id, reader_id);

create function reading.refuse_change_of_answer() returns trigger language plpgsql as $$
begin
  raise exception 'a signed answer is kept as it is: a correction is a new row';
end $$;
create trigger answers_are_kept before update or delete on reading.answer
  for each row execute function reading.refuse_change_of_answer();
create trigger answers_are_not_emptied before truncate on reading.answer
  for each statement execute function reading.refuse_change_of_answer();

insert into reading.answer (id, reading_id, study_id, reader_id, revision, levels, determinable, reason, comment,
                            active_ms, idle_ms, changes, visible, given_at)
select gen_random_uuid(), id, study_id, reader_id, 1, levels, determinable, reason, '', active_ms, 0, 0, '{}'::jsonb, submitted_at
from reading.reading where state = 'SUBMITTED';

-- A reader's own settings of the reading screen.
create table reading.desk (
  reader_id uuid primary key references readers.account (id),
  keys      jsonb not null default '{}'::jsonb
);
