-- A dry run speaks of one mapping. Of an import that was given up or failed after another mapping nobody can tell any more
-- which one it was, so it is tried again.
alter table monitoring.intake add column mapping_version int not null default 0;
alter table monitoring.dry_run add column mapping_version int not null default 0;
update monitoring.dry_run d set mapping_version = -1
from monitoring.intake i where i.id = d.intake_id and i.state in ('UPLOADED', 'MAPPED', 'FAILED', 'CANCELLED');
