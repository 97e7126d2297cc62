-- How many are late is counted up to ten thousand on each page of them: from the index alone.
create index on rectification.item (due_at) include (unit_id, drawn)
  where state not in ('CLOSED_EFFECTIVE', 'CLOSED_UNSAMPLED', 'CANCELLED', 'NO_FINDING', 'BECAME_ITEM', 'VERIFIED', 'INEFFECTIVE');
