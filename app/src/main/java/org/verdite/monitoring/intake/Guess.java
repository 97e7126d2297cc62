package org.verdite.monitoring.intake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.verdite.monitoring.intake.written.Names;

/// Recognises what columns mean by their headings, for a first proposal.
final class Guess {

    private Guess() {}

    /// @param known parameter aliases → code
    static MappingSpec of(List<String> header, Map<String, String> known) {
        var columns = new LinkedHashMap<String, String>();
        header.forEach(h -> Role.named(h).ifPresent(role -> columns.putIfAbsent(role.key(), h)));
        for (Role role : Role.values()) {
            for (String heading : role.headings()) {
                header.stream()
                        .filter(h -> Names.normal(h).equals(heading) && !columns.containsValue(h))
                        .findFirst()
                        .ifPresent(h -> columns.putIfAbsent(role.key(), h));
            }
        }
        var wide = new ArrayList<MappingSpec.WideColumn>();
        if (!columns.containsKey("value") || !columns.containsKey("parameter")) {
            columns.remove("value");
            columns.remove("parameter");
            columns.remove("unit");
            for (String heading : header) {
                String code = known.get(Names.normal(heading));
                if (code != null && !columns.containsValue(heading)) {
                    wide.add(new MappingSpec.WideColumn(heading, code, null));
                }
            }
        }
        if (columns.containsKey("date")) {
            List.of("year", "month", "day", "hour").forEach(columns::remove);
        }
        return new MappingSpec(
                null,
                columns,
                wide,
                null,
                Map.of(),
                Map.of(),
                null,
                null,
                List.of(),
                null,
                null,
                "VALUE",
                "LABORATORY",
                null,
                true);
    }
}
