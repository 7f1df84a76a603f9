-- The reference standard has versions: one row a film and change, kept for good. The newest of a film counts.
create table reference.change (
  id        uuid primary key,
  study_id  uuid not null references protocol.study (id),
  number    integer not null check (number > 0),          -- in the study, from 1
  origin    text not null check (origin in ('rendered', 'import', 'panel majority', 'adjudication')),
  rationale text not null default '' check (length(rationale) <= 4000),
  made_by   uuid references readers.account (id),         -- null: came with the demo study
  made_at   timestamptz not null,
  unique (study_id, number)
);
create table reference.version (
  id           uuid primary key,
  change_id    uuid not null references reference.change (id),
  film_id      uuid not null references cases.film (id) on delete cascade,
  number       integer not null check (number > 0),       -- of the film, from 1
  determinable boolean not null,
  levels       jsonb not null,       -- [{"level":"L5","corners":[[x,y]..]}] in film pixels
  instrumented text[] not null,
  segmentation bytea,                -- .seg.nrrd, when there are masks
  rationale    text not null default '' check (length(rationale) <= 4000),
  unique (film_id, number),
  unique (change_id, film_id),
  check (determinable or (levels = '[]'::jsonb and instrumented = '{}'))
);
insert into reference.change (id, study_id, number, origin, made_at)
select gen_random_uuid(), film.study_id, row_number() over (partition by film.study_id order by min(old.created_at)),
       old.source, min(old.created_at)
from reference.film_reference old join cases.film on film.id = old.film_id
group by film.study_id, old.source;
insert into reference.version (id, change_id, film_id, number, determinable, levels, instrumented, segmentation)
select gen_random_uuid(), change.id, old.film_id, 1, true, old.levels, old.instrumented, old.segmentation
from reference.film_reference old
join cases.film on film.id = old.film_id
join reference.change on change.study_id = film.study_id and change.origin = old.source;
drop table reference.film_reference;

create function reference.refuse_change() returns trigger language plpgsql as $$
begin
  -- only a film that is deleted takes its versions along
  if tg_op = 'DELETE' and to_jsonb(old) ? 'film_id'
     and not exists (select from cases.film where id = (to_jsonb(old) ->> 'film_id')::uuid) then
    return old;
  end if;
  raise exception 'a version of the reference is kept: store another one';
end $$;
create trigger version_is_kept before update or delete on reference.version
  for each row execute function reference.refuse_change();
create trigger change_is_kept before update or delete on reference.change
  for each row execute function reference.refuse_change();

-- What an adjudicator decided on a film after looking at the readers' answers. Never updated: the newest counts.
create table reference.adjudication (
  id             uuid primary key,
  film_id        uuid not null references cases.film (id) on delete cascade,
  adjudicator_id uuid not null references readers.account (id),
  determinable   boolean not null,
  levels         text[] not null,
  instrumented   text[] not null,
  rationale      text not null check (length(rationale) between 1 and 4000),
  decided_at     timestamptz not null,
  check (determinable or (levels = '{}' and instrumented = '{}'))
);
create index adjudication_by_film on reference.adjudication (film_id, adjudicator_id, decided_at desc);
create trigger adjudication_is_kept before update or delete on reference.adjudication
  for each row execute function reference.refuse_change();
