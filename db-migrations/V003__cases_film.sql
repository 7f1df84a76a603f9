-- De-identified films. The pixels are kept decoded: no header of the uploaded file is stored.
create schema cases;
create table cases.film (
  id              uuid primary key,
  study_id        uuid not null references protocol.study (id),
  number          integer not null check (number > 0),           -- shown as "Film 7"; says nothing of the patient
  pixel_sha256    text not null check (pixel_sha256 ~ '^[0-9a-f]{64}$'),
  width           integer not null check (width between 64 and 20000),
  height          integer not null check (height between 64 and 20000),
  row_mm          double precision check (row_mm > 0),
  column_mm       double precision check (column_mm > 0),
  spacing_origin  text check (spacing_origin in ('CALIBRATED', 'DETECTOR')),
  window_low      integer not null check (window_low between 0 and 65535),   -- 1st and 99th percentile of the pixels
  window_high     integer not null check (window_high between 0 and 65535),
  original_name   text not null,                                  -- for the uploader and the lead, never for a reader
  uploaded_by     uuid references readers.account (id),           -- null: loaded with the demo study
  uploaded_at     timestamptz not null,
  unique (study_id, number),
  unique (study_id, pixel_sha256),
  check ((row_mm is null) = (column_mm is null) and (row_mm is null) = (spacing_origin is null))
);
-- zlib-deflated little-endian uint16, row-major
create table cases.film_pixels (
  film_id uuid primary key references cases.film (id) on delete cascade,
  deflated bytea not null
);
