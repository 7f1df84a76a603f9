-- A picture's file is often named after its patient: of the names of those that people uploaded nothing stays.
update cases.film set original_name = 'Picture ' || number
where uploaded_by is not null and original_name !~ '^P-[0-9A-F]{16} [0-9]{6}$';
comment on column cases.film.original_name is
  'what a film is called beside its number: pseudonyms, or the file''s name in the demo study; never for a reader';
