-- A reader who reads on without the planned break says why.
alter table reading.deviation
  drop constraint deviation_kind_check,
  add constraint deviation_kind_check check (kind in ('OPENED_EARLY', 'SIGNED_LATE', 'READER_LEFT', 'READER_REPLACED',
    'FILM_WITHDRAWN', 'REOPENED', 'BREAK_SKIPPED', 'NOTE'));

-- Where a reader is reminded; known to administrators alone.
alter table readers.account add column email text check (length(email) between 3 and 254 and email like '%_@_%');

-- Reminders that a study lead asked for. They say how many films wait, and nothing of an answer.
create table reading.reminder (
  id        uuid primary key,
  study_id  uuid not null references protocol.study (id),
  reader_id uuid not null references readers.account (id),
  asked_by  uuid not null references readers.account (id),
  asked_at  timestamptz not null,
  state     text not null default 'QUEUED' check (state in ('QUEUED', 'SENT', 'FAILED')),
  attempts  integer not null default 0 check (attempts >= 0),
  ended_at  timestamptz,
  check ((state = 'QUEUED') = (ended_at is null))
);
create unique index one_reminder_waits on reading.reminder (study_id, reader_id) where state = 'QUEUED';
