-- A film is one frame. Of a file with several a person chooses one, and which it was is kept.
alter table cases.film_source
  add column frame  integer not null default 1 check (frame > 0),       -- of its file, from 1
  add column frames integer not null default 1 check (frames >= frame); -- that its file has
alter table cases.quarantined_film
  add column frame  integer not null default 1 check (frame > 0),       -- whose pixels are in here; once decided, the one that was chosen
  add column frames integer not null default 1 check (frames >= frame);
-- the other frames of a film that waits, gone once it is decided
create table cases.quarantined_frame (
  quarantine_id  uuid not null references cases.quarantined_film (id) on delete cascade,
  frame          integer not null check (frame > 0),
  row_mm         double precision check (row_mm > 0),
  column_mm      double precision check (column_mm > 0),
  spacing_origin text check (spacing_origin in ('CALIBRATED', 'DETECTOR')),
  window_low     integer,
  window_high    integer,
  deflated       bytea not null,                                        -- zlib-deflated little-endian uint16
  header         bytea not null,                                        -- Part 10 without pixel data, de-identified
  primary key (quarantine_id, frame),
  check ((row_mm is null) = (column_mm is null) and (row_mm is null) = (spacing_origin is null))
);
alter table pacs.object
  add column frame integer not null default 1 check (frame > 0);        -- of the object, which is the film
