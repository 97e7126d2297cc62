-- A rate belongs to no unit.
call trail.pub_read_by_everybody('funds.rate');
