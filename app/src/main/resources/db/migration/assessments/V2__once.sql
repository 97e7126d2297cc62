-- The same thing is recorded once: a form sent again makes no second event, recognition or result.
create unique index on assessments.event (certificate_id, kind, happened) where superseded_at is null;
create unique index on assessments.recognition (site_id, scheme, level, listed) where superseded_at is null;
create unique index on assessments.result (site_id, scheme, edition, assessed_on) where superseded_at is null;
