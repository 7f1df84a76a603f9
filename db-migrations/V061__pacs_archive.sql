-- Archives and routers that films come from, what came, and what goes back. What identifies a patient or an object is
-- in here only sealed (AES-GCM) under a key that the database never sees, or as a keyed pseudonym.
create schema pacs;
create table pacs.archive (
  id             uuid primary key,
  study_id       uuid not null references protocol.study (id),
  name           text not null unique check (length(name) between 1 and 60),
  base_url       text not null check (base_url ~ '^https?://[^@]+$'),   -- no user, no password in the address
  login          text not null check (login in ('NONE', 'BASIC', 'BEARER')),
  sealed_login   bytea,                                   -- user and password, or the token
  trust_pem      text,                                    -- certificates to trust; null: those that Java trusts
  enabled        boolean not null default true,
  send_results   boolean not null default false,
  search_minutes integer check (search_minutes between 1 and 10080),   -- null: only when somebody asks
  modalities     text[] not null,
  body_parts     text[] not null,                         -- empty: any
  views          text[] not null,                         -- empty: any
  from_day       date,
  to_day         date,
  created_at     timestamptz not null,
  searched_at    timestamptz,
  answered_at    timestamptz,                             -- the last time that it answered as it should
  failed_at      timestamptz,
  failure        text,                                    -- one sentence, without UIDs
  check ((login = 'NONE') = (sealed_login is null))
);
create table pacs.router (
  id           uuid primary key,
  study_id     uuid not null references protocol.study (id),
  archive_id   uuid references pacs.archive (id),         -- where results go; null: nowhere
  name         text not null unique check (length(name) between 1 and 60),
  token_sha256 text not null unique check (token_sha256 ~ '^[0-9a-f]{64}$'),
  enabled      boolean not null default true,
  daily_bytes  bigint not null check (daily_bytes > 0),
  created_at   timestamptz not null,
  pushed_at    timestamptz,
  failed_at    timestamptz,
  failure      text
);
create table pacs.router_use (
  router_id uuid not null references pacs.router (id) on delete cascade,
  day       date not null,
  bytes     bigint not null check (bytes >= 0),
  primary key (router_id, day)
);
-- An object of an archive: known once in a study, whichever way it comes.
create table pacs.object (
  id          uuid primary key,
  study_id    uuid not null references protocol.study (id),
  archive_id  uuid references pacs.archive (id),          -- where it is fetched from and its results go to
  router_id   uuid references pacs.router (id),           -- which pushed it
  pseudonym   text not null check (pseudonym ~ '^[0-9a-f]{64}$'),   -- keyed hash of the SOP instance UID
  sealed_uids bytea not null,                             -- study, series and SOP instance UID and SOP class
  state       text not null check (state in ('KNOWN', 'TAKEN', 'REFUSED', 'QUARANTINED')),
  refusal     text,
  film_id     uuid references cases.film (id) on delete set null,
  found_at    timestamptz not null,
  taken_at    timestamptz,
  unique (study_id, pseudonym),
  check ((state in ('REFUSED', 'QUARANTINED')) = (refusal is not null))
);
create index object_by_film on pacs.object (film_id);
-- What is to be done with an object. A job is queued with what it follows from in one transaction.
create table pacs.job (
  id          uuid primary key,
  kind        text not null check (kind in ('FETCH', 'SEND')),
  archive_id  uuid not null references pacs.archive (id),
  object_id   uuid not null references pacs.object (id) on delete cascade,
  run_id      uuid references prediction.run (id) on delete cascade,
  state       text not null check (state in ('WAITING', 'RUNNING', 'DONE', 'FAILED')),
  attempts    integer not null default 0,
  failure     text,
  queued_at   timestamptz not null,
  next_at     timestamptz not null,
  ended_at    timestamptz,
  unique nulls not distinct (kind, object_id, run_id),    -- nothing twice
  check ((kind = 'SEND') = (run_id is not null)),
  check (state <> 'FAILED' or failure is not null)
);
create index job_by_archive on pacs.job (archive_id, state, next_at);
-- db-scheduler's table for this room's own threads: a slow archive must not hold predictions back.
create table pacs.scheduled_tasks (
  task_name            text not null,
  task_instance        text not null,
  task_data            bytea,
  execution_time       timestamptz not null,
  picked               boolean not null,
  picked_by            text,
  last_success         timestamptz,
  last_failure         timestamptz,
  consecutive_failures int,
  last_heartbeat       timestamptz,
  version              bigint not null,
  priority             smallint,
  primary key (task_name, task_instance)
);
create index scheduled_by_time on pacs.scheduled_tasks (execution_time);
create index scheduled_by_heartbeat on pacs.scheduled_tasks (last_heartbeat);
