-- Which films are in the study, and why others are not.
alter table cases.film
  add column patient          text check (length(patient) between 1 and 64),     -- pseudonym; films of one patient are not independent
  add column construct_levels integer check (construct_levels between 0 and 20); -- instrumented levels as known at enrolment
create table cases.enrolment (
  film_id    uuid primary key references cases.film (id) on delete cascade,
  study_id   uuid not null references protocol.study (id),
  decision   text not null check (decision in ('ENROLLED', 'TRAINING', 'EXCLUDED')),
  criterion  text check (length(criterion) between 1 and 20),                     -- the protocol's, where excluded
  note       text not null default '' check (length(note) <= 1000),
  decided_by uuid references readers.account (id),                                -- null: the server, with rolling enrolment
  decided_at timestamptz not null,
  check ((decision = 'EXCLUDED') = (criterion is not null))
);
create trigger study_lock before insert or update or delete on cases.enrolment
  for each row execute function protocol.refuse_when_locked('study_id');
-- refused uploads that were the same film: counted in the flow diagram
create table cases.refused_duplicate (
  id       bigint generated always as identity primary key,
  study_id uuid not null references protocol.study (id),
  film_id  uuid not null references cases.film (id) on delete cascade,             -- the one that is there
  at       timestamptz not null
);
create trigger study_lock before insert or update or delete on cases.refused_duplicate
  for each row execute function protocol.refuse_when_locked('study_id');
