-- How long a correction may take belongs to no unit.
call trail.pub_read_by_everybody('rectification.severity_rule');
