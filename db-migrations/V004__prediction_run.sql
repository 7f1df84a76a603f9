-- Runs of the pipeline. A run is queued with its film in one transaction and executed by db-scheduler.
create schema prediction;
create table prediction.run (
  id          uuid primary key,
  film_id     uuid not null references cases.film (id) on delete cascade,
  state       text not null check (state in ('QUEUED', 'RUNNING', 'DONE', 'FAILED')),
  queued_at   timestamptz not null,
  started_at  timestamptz,
  finished_at timestamptz,
  models      jsonb,
  result      jsonb,            -- the line that `levelread predict --json` prints
  error       text,             -- one sentence for the user
  check ((state = 'DONE') = (result is not null)),
  check (state <> 'FAILED' or error is not null)
);
create index run_by_film on prediction.run (film_id, queued_at desc);
-- one mask a structure on the film's grid: 1 byte a pixel (0 or 1), row-major, zlib-deflated
create table prediction.mask (
  run_id    uuid not null references prediction.run (id) on delete cascade,
  structure text not null check (structure in ('VERTEBRAE', 'SACRUM', 'INSTRUMENTATION')),
  deflated  bytea not null,
  primary key (run_id, structure)
);
-- A surgeon's review: agreed, or corrected levels. Never updated: a later review is a new row.
create table prediction.review (
  id           uuid primary key,
  run_id       uuid not null references prediction.run (id) on delete cascade,
  surgeon_id   uuid not null references readers.account (id),
  verdict      text not null check (verdict in ('AGREED', 'CORRECTED', 'NOT_DETERMINABLE')),
  levels       jsonb not null,   -- [{"level":"L5","x":..,"y":..,"instrumented":..}] in film pixels
  note         text not null default '' check (length(note) <= 4000),
  reviewed_at  timestamptz not null
);
