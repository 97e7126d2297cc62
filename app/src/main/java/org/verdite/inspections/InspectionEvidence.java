package org.verdite.inspections;

import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.verdite.documents.EvidenceOwner;
import org.verdite.shared.Origin;
import org.verdite.shared.UnitId;

/// Vouches for inspections and engagements towards evidence.
@Component
class InspectionEvidence implements EvidenceOwner {

    private final InspectionStore store;
    private final Engagements engagements;

    InspectionEvidence(InspectionStore store, Engagements engagements) {
        this.store = store;
        this.engagements = engagements;
    }

    @Override
    public String room() {
        return "inspections";
    }

    @Override
    public Optional<UnitId> unit(String kind, String key) {
        return place(kind, key, Inspection::unit, Engagement::unit);
    }

    @Override
    public Optional<Origin> origin(String kind, String key) {
        return place(kind, key, Inspection::origin, Engagement::origin);
    }

    private <T> Optional<T> place(
            String kind, String key, Function<Inspection, T> inspected, Function<Engagement, T> engaged) {
        if (!key.matches("\\d{1,18}")) {
            return Optional.empty();
        }
        long id = Long.parseLong(key);
        return switch (kind) {
            case "visit" -> store.find(new InspectionId(id)).map(inspected);
            case "engagement" -> engagements.find(new EngagementId(id)).map(engaged);
            default -> Optional.empty();
        };
    }
}
