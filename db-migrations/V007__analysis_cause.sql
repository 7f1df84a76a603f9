-- Causes of disagreement that a person confirmed. Never updated: the newest row counts.
create schema analysis;
create table analysis.confirmed_cause (
  id           uuid primary key,
  film_id      uuid not null references cases.film (id) on delete cascade,
  reader_id    uuid references readers.account (id),
  suggested    text,
  confirmed    text not null,
  note         text not null default '' check (length(note) <= 2000),
  confirmed_by uuid not null references readers.account (id),
  confirmed_at timestamptz not null
);
