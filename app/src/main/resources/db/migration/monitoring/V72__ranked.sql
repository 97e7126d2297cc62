-- Of the values of a period the one that has a rank among them by size is a result of a derived series, as a mean is (ADR 0036).
-- `part` of such a series says which rank of what (org.verdite.monitoring.rollup.Cut): P98 DAY_MEAN, 2/12 SAMPLE.
alter table monitoring.series drop constraint series_statistic_check;
alter table monitoring.series add constraint series_statistic_check check (statistic in ('VALUE', 'HOUR_MEAN', 'EIGHT_HOUR_MEAN', 'DAY_MEAN',
  'MEAN_30_DAYS', 'MONTH_MEAN', 'QUARTER_MEAN', 'YEAR_MEAN', 'MAXIMUM', 'MINIMUM', 'SUM', 'MONTH_PERCENTILE', 'QUARTER_PERCENTILE',
  'YEAR_PERCENTILE', 'AT_MOST_OF', 'AT_MOST_30_DAYS', 'AT_MOST_MONTH', 'AT_MOST_QUARTER', 'AT_MOST_YEAR'));

-- since: the first of values in a row, where the result is known by the last. picked: the values that decide, as they were then:
-- [{"rank": 3, "at": "2026-04-08T00:00:00Z", "dateOnly": true, "value": 0.061}]; null for means.
alter table monitoring.composition
  add column since timestamptz,
  add column picked jsonb;
