-- What can be measured belongs to no unit; what laboratories call it decides what a line means, so it is watched too.
call trail.pub_read_by_everybody('monitoring.parameter');
call trail.pub_watch_common('monitoring.parameter_alias', 'alias');
