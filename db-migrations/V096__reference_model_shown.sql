-- Which nets' answer stood beside the readers' when an adjudicator decided; null where nothing of the model was shown.
alter table reference.adjudication add column model_shown text check (length(model_shown) between 1 and 400);
