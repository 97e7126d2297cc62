package org.verdite.assessments;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.verdite.indicators.FigureSource.Records;

/// The records behind the room's figures as tables.
final class AssessmentRecords {

    private AssessmentRecords() {}

    static Records coverage(Coverage coverage) {
        var rows = new ArrayList<List<@Nullable Object>>();
        coverage.lines()
                .forEach(l -> rows.add(row(
                        l.name(),
                        l.kind(),
                        l.country(),
                        l.place(),
                        l.number(),
                        l.edition(),
                        l.expires(),
                        l.due(),
                        l.why())));
        return new Records(
                heads("site", "kind", "country", "place", "number", "edition", "expires", "due", "why"), rows);
    }

    static Records assessed(List<Attainments.Assessed> assessed) {
        var rows = new ArrayList<List<@Nullable Object>>();
        assessed.forEach(a -> rows.add(row(a.name(), a.outcome(), a.on(), a.by(), a.edition(), a.score(), a.note())));
        return new Records(heads("site", "outcome", "assessedOn", "assessedBy", "scheme", "score", "note"), rows);
    }

    static Records listed(List<Attainments.Listed> listed) {
        var rows = new ArrayList<List<@Nullable Object>>();
        listed.forEach(l -> rows.add(row(l.name(), l.since(), l.listYear(), l.source())));
        return new Records(heads("site", "listed", "listYear", "source"), rows);
    }

    private static List<@Nullable Object> row(@Nullable Object... cells) {
        return Arrays.asList(cells);
    }

    private static List<String> heads(String... keys) {
        return Arrays.stream(keys).map(k -> "assessments.head." + k).toList();
    }
}
