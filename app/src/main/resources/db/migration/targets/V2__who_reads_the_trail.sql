-- The group's promises are everybody's to read, and so is what happened to them.
call trail.pub_read_by_everybody('targets.target');
