-- What somebody typed into a round and has not stored yet: kept cell by cell, so that a page that is closed costs nothing. It is no
-- measured value; nothing judges or counts it. It is seen with its series.
create table monitoring.draft (
  id int generated always as identity primary key,
  series_id int not null references monitoring.series,
  day date not null,
  text text not null check (length(text) between 1 and 200),
  who text not null default verdite.who(),
  at timestamptz not null default verdite.now(),
  unique (series_id, day)
);
call verdite.scoped_by('monitoring.draft', 'exists (select from monitoring.series s where s.id = series_id)');
