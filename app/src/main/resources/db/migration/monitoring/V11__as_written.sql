-- How exactly a result was written. digits: significant digits of its number, null where there is none or nobody counted.
-- level_kind: what the level of a censored result is: 0 no level, 1 not said, 2 a detection or reporting limit, 3 the end of the range.
-- time_precision: 0 not known, 1 a day, 2 an hour, 3 a minute, 4 a second.
alter table monitoring.result
  add column digits smallint,
  add column level_kind smallint not null default 0,
  add column time_precision smallint not null default 0;
alter table monitoring.result_revision
  add column digits smallint,
  add column level_kind smallint not null default 0,
  add column time_precision smallint not null default 0;
