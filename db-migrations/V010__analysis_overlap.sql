-- How far a run's masks cover the reference's, counted once: pixels in both, in the prediction, in the reference.
create table analysis.mask_overlap (
  run_id       uuid not null references prediction.run (id) on delete cascade,
  structure    text not null check (structure in ('VERTEBRAE', 'SACRUM', 'INSTRUMENTATION')),
  both_px      bigint not null check (both_px >= 0),
  predicted_px bigint not null check (predicted_px >= both_px),
  reference_px bigint not null check (reference_px >= both_px),
  primary key (run_id, structure)
);
create index confirmed_cause_by_film on analysis.confirmed_cause (film_id, confirmed_at desc);
create function analysis.refuse_change_of_cause() returns trigger language plpgsql as $$
begin
  raise exception 'a confirmed cause is kept: confirm another one';
end $$;
create trigger confirmed_is_kept before update on analysis.confirmed_cause
  for each row execute function analysis.refuse_change_of_cause();
