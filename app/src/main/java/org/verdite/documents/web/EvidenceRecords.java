package org.verdite.documents.web;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.trail.SqlRecords;

/// What a file is called where its history is shown; what it proves belongs to it.
@Component
class EvidenceRecords extends SqlRecords {

    EvidenceRecords(JdbcClient jdbc) {
        super(jdbc, Register.of("documents.evidence", """
                        select name as title, '/documents/' || id as path from documents.evidence where id = :key""", """
                        select 'documents.evidence_link', id from documents.evidence_link where evidence_id = :key order by id desc"""), Register.part("documents.evidence_link", """
                        select e.name as title, '/documents/' || e.id as path
                        from documents.evidence_link x join documents.evidence e on e.id = x.evidence_id where x.id = :key"""));
        codes("documents.file.class.", "documents.evidence.class");
        codes("documents.file.retention.", "documents.evidence.retention");
        codes("documents.room.", "documents.evidence_link.room");
        pointers("organisation.person", "documents.evidence.kept_by", "documents.evidence_link.linked_by");
    }
}
