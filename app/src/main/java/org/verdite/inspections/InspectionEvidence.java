package org.verdite.inspections;

import java.util.Optional;
import org.springframework.stereotype.Component;
import org.verdite.documents.EvidenceOwner;
import org.verdite.shared.Origin;
import org.verdite.shared.UnitId;

/// Vouches for inspections towards evidence.
@Component
class InspectionEvidence implements EvidenceOwner {

    private final InspectionStore store;

    InspectionEvidence(InspectionStore store) {
        this.store = store;
    }

    @Override
    public String room() {
        return "inspections";
    }

    @Override
    public Optional<UnitId> unit(String kind, String key) {
        return inspection(kind, key).map(Inspection::unit);
    }

    @Override
    public Optional<Origin> origin(String kind, String key) {
        return inspection(kind, key).map(Inspection::origin);
    }

    private Optional<Inspection> inspection(String kind, String key) {
        return kind.equals("visit") && key.matches("\\d{1,18}")
                ? store.find(new InspectionId(Long.parseLong(key)))
                : Optional.empty();
    }
}
