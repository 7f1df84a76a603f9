-- Reports of frozen data. The data stand beside what was computed from them, so that it can be computed again.
create schema report;
create table report.report (
  id          uuid primary key,
  study_id    uuid not null references protocol.study (id),
  data_sha256 text not null check (data_sha256 ~ '^[0-9a-f]{64}$'),
  data        bytea not null,                 -- JSON, gzip
  locked      boolean not null,               -- whether the study's database was locked when the data were taken
  frozen_at   timestamptz not null,
  frozen_by   text not null,                  -- as the report prints it
  state       text not null check (state in ('QUEUED', 'RUNNING', 'DONE', 'FAILED')),
  progress    double precision not null default 0 check (progress between 0 and 1),
  stage       text not null default '',
  error       text,
  pack        bytea,                          -- the export pack, a zip
  pack_sha256 text check (pack_sha256 ~ '^[0-9a-f]{64}$'),
  pages       bytea,                          -- chapters with their drawn plots for the page: JSON, gzip
  finished_at timestamptz,
  unique (study_id, data_sha256),
  check ((state = 'DONE') = (pack is not null)),
  check ((state = 'FAILED') = (error is not null))
);
