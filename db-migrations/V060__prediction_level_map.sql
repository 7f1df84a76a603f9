-- Which body is which: the archive gets one segment a level.
-- 1 byte a pixel (0, or k for the k-th of result.levels), row-major, zlib-deflated
create table prediction.level_map (
  run_id   uuid primary key references prediction.run (id) on delete cascade,
  deflated bytea not null
);
