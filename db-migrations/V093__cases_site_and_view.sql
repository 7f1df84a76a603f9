-- Where a film was made and how, as far as it is known: the report counts films by both.
alter table cases.film
  add column site text check (length(site) between 1 and 40),  -- a hospital's short name, chosen by the lead
  add column view text check (length(view) between 1 and 40);  -- as DICOM's (0018,5101), such as LL, or what a person says
