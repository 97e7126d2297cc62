package org.verdite.monitoring.intake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Gathers rejected lines: all counted by reason, the first of them listed.
final class Rejected {

    static final int MAX_LISTED = 200_000;
    private static final int SHOWN = 20;
    /// Reasons that are one and the same for every line with the same text.
    private static final Set<String> BY_TEXT = Set.of("parameter", "point", "leftOut");

    private record Reason(String code, String column, String found) {}

    private static final class Group {
        long count;
        final List<Reject> first = new ArrayList<>();
    }

    private final Map<Reason, Group> groups = new LinkedHashMap<>();
    private final List<Reject> listed = new ArrayList<>();
    private long count;

    void add(Reject reject) {
        add(reject, true);
    }

    /// @param shown false for a line that is told together with another one
    void add(Reject reject, boolean shown) {
        count++;
        boolean byText = BY_TEXT.contains(reject.code()) || reject.code().startsWith("ui.unit.");
        var reason = new Reason(reject.code(), reject.column(), byText ? reject.found() : "");
        if (groups.size() > 2_000 && !groups.containsKey(reason)) {
            reason = new Reason(reject.code(), reject.column(), "");
        }
        var group = groups.computeIfAbsent(reason, _ -> new Group());
        group.count++;
        if (shown && group.first.size() < SHOWN) {
            group.first.add(reject);
        }
        if (listed.size() < MAX_LISTED) {
            listed.add(reject);
        }
    }

    long count() {
        return count;
    }

    List<Reject> listed() {
        return listed;
    }

    List<DryRun.RejectGroup> groups(java.util.function.UnaryOperator<Reject> finish) {
        return groups.entrySet().stream()
                .map(e -> new DryRun.RejectGroup(
                        e.getKey().code(),
                        e.getKey().column(),
                        e.getKey().found(),
                        e.getValue().count,
                        e.getValue().first.isEmpty()
                                ? List.of()
                                : e.getValue().first.getFirst().args(),
                        e.getValue().first.stream().map(finish).toList()))
                .toList();
    }
}
