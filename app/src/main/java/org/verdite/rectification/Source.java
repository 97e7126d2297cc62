package org.verdite.rectification;

import org.jspecify.annotations.Nullable;
import org.verdite.shared.Origin;

/// Who or what brought an item to light.
public enum Source {
    INSPECTION,
    THIRD_PARTY,
    AUDIT,
    EXCEEDANCE,
    DRILL,
    INCIDENT,
    COMPLAINT,
    AUTHORITY,
    /// Somebody of the unit saw it and said so.
    SELF_REPORT;

    /// What a record suggests: its own kind where that is one of the words, else what its room usually finds.
    public static Source of(@Nullable Origin origin) {
        if (origin == null) {
            return SELF_REPORT;
        }
        return switch (origin.kind()) {
            case "exceedance" -> EXCEEDANCE;
            case "audit" -> AUDIT;
            case "drill" -> DRILL;
            case "incident" -> INCIDENT;
            case "complaint" -> COMPLAINT;
            default ->
                switch (origin.room()) {
                    case "inspections" -> INSPECTION;
                    case "monitoring" -> EXCEEDANCE;
                    case "assessments" -> AUDIT;
                    case "emergency" -> INCIDENT;
                    default -> SELF_REPORT;
                };
        };
    }
}
