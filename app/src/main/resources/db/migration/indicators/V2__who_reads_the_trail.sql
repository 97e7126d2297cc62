-- What a figure means belongs to no unit.
call trail.pub_read_by_everybody('indicators.definition');
