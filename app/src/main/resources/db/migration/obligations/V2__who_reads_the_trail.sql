-- Standards and their limits belong to no unit; permits stay with theirs.
call trail.pub_read_by_everybody('obligations.limit_set', only_without_unit => true);
call trail.pub_read_by_everybody('obligations.limit', only_without_unit => true);
-- Each revision of a limit is a row of its own: watched by its own key, for under the key they share the second revision
-- looked like a row inserted twice.
drop trigger remember on obligations.limit;
call trail.pub_watch('obligations.limit', 'revision');
