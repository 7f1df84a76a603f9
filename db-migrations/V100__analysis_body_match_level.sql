-- The level up to which all names are right: a difference below it has another cause. What was matched before is matched again.
alter table analysis.body_match add column lowest_wrong text;
delete from analysis.body_match;
alter table analysis.body_match add check ((cause is null) = (lowest_wrong is null));
