-- A limit on one value of many, by its rank: a percentile of a period, or "at most n of m". `ranked` says which one, of what
-- (org.verdite.obligations.Ranked): P98 DAY_MEAN, 2/12 SAMPLE, 2 DAY_MEAN.
alter table obligations.limit
  add column ranked text not null default '',
  drop constraint limit_statistic_check,
  add constraint limit_statistic_check check (statistic in ('INSTANT', 'SAMPLE', 'HOUR_MEAN', 'EIGHT_HOUR_MEAN', 'DAY_MEAN', 'MEAN_30_DAYS',
    'MONTH_MEAN', 'QUARTER_MEAN', 'YEAR_MEAN', 'MAXIMUM', 'MINIMUM', 'SUM', 'MONTH_PERCENTILE', 'QUARTER_PERCENTILE', 'YEAR_PERCENTILE',
    'AT_MOST_OF', 'AT_MOST_30_DAYS', 'AT_MOST_MONTH', 'AT_MOST_QUARTER', 'AT_MOST_YEAR')),
  add constraint limit_ranked check (ranked ~ case
    when statistic like '%_PERCENTILE' then '^P\d{1,2}(\.\d{1,3})? [A-Z_]+$'
    when statistic = 'AT_MOST_OF' then '^\d{1,3}/\d{1,4} [A-Z_]+$'
    when statistic like 'AT_MOST_%' then '^\d{1,3} [A-Z_]+$'
    else '^$' end);

create or replace view obligations.pub_limit with (security_invoker = true) as
  select revision, id, unit_id, set_id, kind, parameter_code, parameter_name, fraction, basis, statistic, operator, lower, upper, unit,
    warning_share, rounding, nondetect, minimum_number, facility_id, point_class, point_code, clause, valid_from, valid_to, verified,
    recorded_at, recorded_by, superseded_at, averaging, anchor, covariates, formula, ranked
  from obligations.limit;
