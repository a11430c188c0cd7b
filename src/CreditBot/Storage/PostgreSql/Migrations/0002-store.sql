-- What the store says of itself: the name of the matter stands in the column that is the agency elsewhere.

create table store (
  agency text collate "C" not null,
  key text collate "C" not null,
  value bytea not null,
  primary key (agency, key)
);
comment on table store is 'What the store says of itself, such as whether a move into it came to its end.';
