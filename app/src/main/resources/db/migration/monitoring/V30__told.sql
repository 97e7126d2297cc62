-- What was told of an episode last, so that it is told again when it grows worse, and only then.
create table monitoring.exceedance_told (
  exceedance_id int primary key references monitoring.exceedance,
  times int not null,
  -- of the notice about this episode alone; null where it was told among others, or never
  key text,
  peak double precision not null,
  noted_before timestamptz,
  -- it was merged or withdrawn since: standing again it is told anew
  gone boolean not null default false
);
call verdite.scoped_by('monitoring.exceedance_told', 'exists (select from monitoring.exceedance e where e.id = exceedance_id)',
  'select, insert, update');
-- What was found before there were notices is nobody's news.
insert into monitoring.exceedance_told (exceedance_id, times, peak, noted_before, gone)
  select id, 0, peak, noted_before, state in ('MERGED', 'WITHDRAWN') from monitoring.exceedance;

-- For the list of what one load found.
create index on monitoring.exceedance (detected_at);
