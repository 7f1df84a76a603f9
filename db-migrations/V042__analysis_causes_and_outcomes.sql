-- The cause that one person gave a difference without seeing what others gave. Never updated: the newest counts.
create table analysis.cause_coding (
  id        uuid primary key,
  film_id   uuid not null references cases.film (id) on delete cascade,
  reader_id uuid references readers.account (id),          -- null: the difference to the reference
  coder_id  uuid not null references readers.account (id),
  cause     text not null,
  note      text not null default '' check (length(note) <= 2000),
  coded_at  timestamptz not null
);
create index cause_coding_by_film on analysis.cause_coding (film_id, coded_at desc);
create trigger coding_is_kept before update on analysis.cause_coding
  for each row execute function analysis.refuse_change_of_cause();

-- What came of each film against each other answer, as it was at the newest freeze of the study's data.
create table analysis.outcome (
  film_id             uuid not null references cases.film (id) on delete cascade,
  against             text not null,                        -- a reader's code, or "reference"
  data_sha256         text not null check (data_sha256 ~ '^[0-9a-f]{64}$'),
  exact               boolean not null,
  jaccard             double precision check (jaccard between 0 and 1),   -- null where one side is not determinable
  outcome             text not null check (outcome in ('RIGHT', 'WRONG_NAME', 'WRONG_BONES', 'NOT_DETERMINABLE')),
  shift               integer not null default 0 check (shift between -4 and 4),
  dice_vertebrae      double precision check (dice_vertebrae between 0 and 1),
  dice_sacrum         double precision check (dice_sacrum between 0 and 1),
  dice_instrumentation double precision check (dice_instrumentation between 0 and 1),
  suggested_cause     text,
  suggested_evidence  text,
  suggested_confidence double precision check (suggested_confidence between 0 and 1),
  confirmed_cause     text,
  confirmed_by        uuid references readers.account (id),
  computed_at         timestamptz not null,
  primary key (film_id, against),
  check ((outcome = 'WRONG_NAME') = (shift <> 0))
);
