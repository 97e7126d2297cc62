package org.verdite.organisation.roster;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Lines in the order in which they can be taken: what stands above before what stands below, wherever in the file it
/// was written.
final class Order {

    /// @param ring keys of lines that stand above one another in a circle
    record Sorted(List<RosterLine> lines, Set<String> ring) {}

    private Order() {}

    /// @param above column that names what stands above
    static Sorted of(List<RosterLine> lines, String above) {
        var byCode = new LinkedHashMap<String, RosterLine>();
        lines.forEach(l -> byCode.putIfAbsent(l.text("code"), l));
        var sorted = new LinkedHashSet<RosterLine>();
        var ring = new LinkedHashSet<String>();
        for (RosterLine line : lines) {
            way(line, above, byCode, sorted, ring).forEach(sorted::add);
        }
        return new Sorted(new ArrayList<>(sorted), ring);
    }

    /// The line and what stands above it and was not taken yet, the highest first.
    private static Deque<RosterLine> way(
            RosterLine line, String above, Map<String, RosterLine> byCode, Set<RosterLine> sorted, Set<String> ring) {
        var way = new ArrayDeque<RosterLine>();
        var codes = new ArrayList<String>();
        RosterLine at = line;
        while (at != null && !sorted.contains(at)) {
            int met = codes.indexOf(at.text("code"));
            if (met >= 0) {
                ring.addAll(codes.subList(met, codes.size()));
                break;
            }
            codes.add(at.text("code"));
            way.addFirst(at);
            at = byCode.get(at.text(above));
        }
        return way;
    }
}
