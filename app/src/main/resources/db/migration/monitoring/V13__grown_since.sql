-- Who takes note of an episode takes note of how bad it is: when it grows worse, or begins again after it had ended, it asks anew.
-- The earlier note stays readable.
alter table monitoring.exceedance
  add column acknowledged_peak double precision,
  add column noted_before timestamptz,
  add column noted_before_who text not null default '';
update monitoring.exceedance set acknowledged_peak = peak where acknowledged_at is not null;
