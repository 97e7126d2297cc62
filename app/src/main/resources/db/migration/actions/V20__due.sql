-- How many of a year's were done in time stands on the first page: counted from the index alone.
create index on actions.action (due) include (unit_id, state, done_on) where state <> 'CANCELLED';
