-- Films that came as DICOM: the header that was made anew, those that a person must look at first, and what was imported.
create table cases.film_source (
  film_id           uuid primary key references cases.film (id) on delete cascade,
  instance_uid      text not null check (instance_uid ~ '^2\.25\.[0-9]{1,39}$'),  -- pseudonymous SOP instance UID
  header            bytea not null,                                               -- Part 10 without pixel data, de-identified
  days_from_surgery integer
);
create index film_source_instance on cases.film_source (instance_uid);
create table cases.quarantined_film (
  id                uuid primary key,
  study_id          uuid not null references protocol.study (id),
  number            integer not null check (number > 0),                -- shown as "Arrival 7"
  reason            text not null,                                      -- why a person must look at it; nothing of the patient
  pixel_sha256      text not null check (pixel_sha256 ~ '^[0-9a-f]{64}$'),
  width             integer not null check (width between 64 and 20000),
  height            integer not null check (height between 64 and 20000),
  row_mm            double precision check (row_mm > 0),
  column_mm         double precision check (column_mm > 0),
  spacing_origin    text check (spacing_origin in ('CALIBRATED', 'DETECTOR')),
  window_low        integer,
  window_high       integer,
  deflated          bytea,                                              -- zlib-deflated little-endian uint16; gone once decided
  header            bytea not null,
  instance_uid      text not null check (instance_uid ~ '^2\.25\.[0-9]{1,39}$'),
  patient           text not null check (patient ~ '^P-[0-9A-F]{16}$'),
  days_from_surgery integer,
  brought_by        uuid references readers.account (id),               -- null: imported, or from an archive
  arrived_at        timestamptz not null,
  decision          text check (decision in ('CLEARED', 'BLACKED_OUT', 'DISCARDED')),
  blacked_out       jsonb,                                              -- rectangles in pixels: [[x, y, width, height], …]
  decided_by        uuid references readers.account (id),
  decided_at        timestamptz,
  film_id           uuid references cases.film (id) on delete set null, -- what it became
  unique (study_id, pixel_sha256),
  unique (study_id, number),
  check ((decision is null) = (decided_at is null) and (decision is null) = (deflated is not null)),
  check ((decision = 'BLACKED_OUT') = (blacked_out is not null) or decision is null)
);
create trigger study_lock before insert or update or delete on cases.quarantined_film
  for each row execute function protocol.refuse_when_locked('study_id');
-- so that an import that was interrupted goes on where it was; the file is known by a keyed hash of its content
create table cases.imported_file (
  study_id  uuid not null references protocol.study (id),
  file_hmac text not null check (file_hmac ~ '^[0-9a-f]{64}$'),
  frame     integer not null check (frame >= 0),
  outcome   jsonb not null,                                             -- the line that `import --json` prints, without the file
  at        timestamptz not null,
  primary key (study_id, file_hmac, frame)
);
