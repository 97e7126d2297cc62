package org.verdite.documents.web;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.verdite.documents.Evidence;
import org.verdite.documents.EvidenceId;
import org.verdite.trail.RecordKey;
import org.verdite.trail.RecordSource;
import org.verdite.ui.Texts;

/// What a file is called where its history is shown.
@Component
class EvidenceRecords implements RecordSource {

    private final Evidence evidence;

    EvidenceRecords(Evidence evidence) {
        this.evidence = evidence;
    }

    @Override
    public Optional<Known> record(RecordKey row, Texts t) {
        return row.place().equals("documents.evidence") && row.key().matches("\\d{1,18}")
                ? evidence.find(new EvidenceId(Long.parseLong(row.key())))
                        .map(f -> new Known(f.name(), f.path(), List.of()))
                : Optional.empty();
    }
}
