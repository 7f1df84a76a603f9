-- What became of the reference's bodies in a run, counted once where the reference has masks. Empty counts: the run keeps no bodies
-- told apart, or the reference outlines none.
create table analysis.body_match (
  run_id             uuid primary key references prediction.run (id) on delete cascade,
  reference_bodies   integer check (reference_bodies > 0),
  merged             integer check (merged between 0 and reference_bodies),        -- of the reference, two or more in one predicted body
  split              integer check (split between 0 and reference_bodies),         -- of the reference, in two or more predicted ones
  missed             integer check (missed between 0 and reference_bodies),        -- of the reference, in none
  without_reference  integer check (without_reference >= 0),                       -- predicted, on none of the reference
  cause              text,                                                          -- null where no name is wrong
  evidence           text,
  confidence         double precision check (confidence between 0 and 1),
  check (num_nonnulls(reference_bodies, merged, split, missed, without_reference) in (0, 5)),
  check (num_nonnulls(cause, evidence, confidence) in (0, 3)),
  check (cause is null or reference_bodies is not null)
);
