-- What was exceeded on some days, of all that one sees: for the calendar and the list behind each of its days.
create index judgement_exceeded on monitoring.judgement (started, series_id) where verdict = 3;
