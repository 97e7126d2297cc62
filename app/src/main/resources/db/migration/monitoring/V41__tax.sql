-- What one pollution equivalent is taxed with, as each province set it: words of no place, dated. An empty province is what the law
-- itself sets as the least, taken where a province's own rate is not entered.
create table monitoring.tax_rate (
  id int generated always as identity primary key,
  province text not null default '',
  medium text not null check (medium in ('WATER', 'AIR')),
  rate numeric(10, 4) not null check (rate > 0),
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  source text not null default '',
  verified_by text not null default '',
  recorded_at timestamptz not null default verdite.now(),
  recorded_by text not null default verdite.who(),
  superseded_at timestamptz,
  superseded_by text,
  check ((superseded_at is null) = (superseded_by is null))
);
create unique index on monitoring.tax_rate (province, medium, valid_from) where superseded_at is null;
call verdite.common('monitoring.tax_rate', 'select, insert');
grant update (superseded_at, superseded_by) on monitoring.tax_rate to verdite_app, verdite_all;
call trail.pub_watch_common('monitoring.tax_rate', 'id');
insert into monitoring.tax_rate (province, medium, rate, valid_from, source) values
  ('', 'WATER', 1.4, date '2018-01-01', 'Environmental Protection Tax Law of the PRC, table of items and amounts: 1.4 to 14 RMB, set by the province'),
  ('', 'AIR', 1.2, date '2018-01-01', 'Environmental Protection Tax Law of the PRC, table of items and amounts: 1.2 to 12 RMB, set by the province');
