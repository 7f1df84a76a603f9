create schema reference;
create table reference.film_reference (
  film_id       uuid primary key references cases.film (id) on delete cascade,
  source        text not null,        -- "rendered", "import"
  levels        jsonb not null,       -- [{"level":"L5","corners":[[x,y]..]}] in film pixels
  instrumented  text[] not null,
  segmentation  bytea,                -- .seg.nrrd, when there are masks
  created_at    timestamptz not null
);
