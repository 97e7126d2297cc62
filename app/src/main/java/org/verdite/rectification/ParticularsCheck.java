package org.verdite.rectification;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.Invalid;
import org.verdite.shared.Lengths;

/// What particulars of an item may be, and how they are kept.
final class ParticularsCheck {

    private static final int PLACE = 200;
    private static final int IMMEDIATE = 2000;

    private ParticularsCheck() {}

    static List<Invalid.Problem> problems(Particulars p) {
        var problems = new ArrayList<Invalid.Problem>();
        var clause = p.clause();
        if (clause != null) {
            if (clause.standard().isEmpty()) {
                problems.add(new Invalid.Problem("standard", "ui.form.required", List.of()));
            }
            if (clause.number().isEmpty()) {
                problems.add(new Invalid.Problem("clause", "ui.form.required", List.of()));
            }
            text(problems, "standard", clause.standard(), Clause.LENGTH);
            text(problems, "edition", clause.edition(), Clause.LENGTH);
            text(problems, "clause", clause.number(), Clause.LENGTH);
        }
        var place = p.place();
        if (place != null) {
            text(problems, "place", place.text(), PLACE);
            boolean half = (place.latitude() == null) != (place.longitude() == null);
            if (half || beyond(place.latitude(), 90) || beyond(place.longitude(), 180)) {
                problems.add(new Invalid.Problem("coordinates", "rectification.place.coordinates", List.of()));
            }
        }
        text(problems, "immediate", p.immediate(), IMMEDIATE);
        return problems;
    }

    private static boolean beyond(@Nullable BigDecimal degrees, int most) {
        return degrees != null && degrees.abs().compareTo(BigDecimal.valueOf(most)) > 0;
    }

    private static void text(List<Invalid.Problem> problems, String field, String text, int most) {
        if (Lengths.controls(text)) {
            problems.add(new Invalid.Problem(field, "ui.form.control", List.of()));
        } else if (text.strip().length() > most) {
            problems.add(new Invalid.Problem(
                    field, "ui.form.tooLong", List.of(most, text.strip().length())));
        }
    }

    /// Everything but the source, by the names of the statement's parameters.
    static Map<String, @Nullable Object> columns(Particulars p) {
        var columns = new HashMap<String, @Nullable Object>();
        var clause = p.clause();
        var place = p.place();
        columns.put("nature", p.nature().name());
        columns.put("standard", clause == null ? "" : clause.standard());
        columns.put("edition", clause == null ? "" : clause.edition());
        columns.put("clause", clause == null ? "" : clause.number());
        columns.put("place", place == null ? "" : place.text().strip());
        columns.put("latitude", place == null ? null : degrees(place.latitude()));
        columns.put("longitude", place == null ? null : degrees(place.longitude()));
        columns.put("immediate", p.immediate().strip());
        return columns;
    }

    private static @Nullable BigDecimal degrees(@Nullable BigDecimal value) {
        return value == null ? null : value.setScale(6, RoundingMode.HALF_UP);
    }
}
