package org.verdite.rectification.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.verdite.rectification.ItemId;
import org.verdite.rectification.ItemState;
import org.verdite.rectification.Particulars;
import org.verdite.rectification.Severity;
import org.verdite.rectification.Source;
import org.verdite.rectification.Workflow;
import org.verdite.shared.Origin;
import org.verdite.shared.UnitId;

/// One item as its page shows it, with the names of everybody on it.
record ItemView(
        ItemId id,
        UnitId unit,
        String where,
        String number,
        String language,
        String title,
        String description,
        Severity severity,
        Workflow workflow,
        String medium,
        ItemState state,
        int round,
        LocalDate discovered,
        Instant openedAt,
        LocalDate openedOn,
        LocalDate deadline,
        Due due,
        Instant clockFrom,
        @Nullable Long authorityId,
        LocalDate today,
        ZoneId zone,
        @Nullable Who owner,
        @Nullable Who substitute,
        @Nullable Who verifier,
        List<String> cause,
        @Nullable String causeKind,
        @Nullable Who planBy,
        @Nullable Instant planAt,
        @Nullable Who approvedBy,
        @Nullable Instant approvedAt,
        @Nullable Instant doneAt,
        @Nullable Who verifiedBy,
        @Nullable LocalDate verifiedOn,
        @Nullable LocalDate effectDue,
        @Nullable LocalDate closedOn,
        String finding,
        @Nullable Who findingBy,
        @Nullable Long becameId,
        @Nullable String cancelKind,
        String cancelReason,
        @Nullable Who cancelBy,
        Particulars particulars,
        @Nullable Long repeatOf,
        @Nullable Severity raisedFrom,
        @Nullable Long succeededBy,
        @Nullable Boolean drawn,
        @Nullable LocalDate closeOn,
        int version) {

    /// A person on an item.
    record Who(int id, String name) {
        String initials() {
            var letters = new StringBuilder();
            for (String word : name.split("\\s+")) {
                if (!word.isEmpty() && letters.length() < 2) {
                    letters.appendCodePoint(Character.toUpperCase(word.codePointAt(0)));
                }
            }
            return letters.toString();
        }
    }

    String path() {
        return "/rectification/items/" + id;
    }

    Origin origin() {
        return new Origin("rectification", "item", id.toString(), number + " " + title, path());
    }

    /// Nothing more is due from anybody.
    boolean over() {
        return state.over() || succeededBy != null;
    }

    /// True where the severity is still the one that repeats raised it to.
    boolean raised() {
        return raisedFrom != null && severity.level() > raisedFrom.level();
    }

    /// Who found it.
    Source source() {
        return Objects.requireNonNullElse(particulars.source(), Source.SELF_REPORT);
    }

    boolean is(@Nullable Who who, @Nullable Integer person) {
        return who != null && person != null && who.id() == person;
    }
}
