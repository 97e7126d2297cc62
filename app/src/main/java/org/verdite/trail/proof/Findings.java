package org.verdite.trail.proof;

import java.util.ArrayList;
import java.util.List;

/// Collects what was found: everything is counted, the first thousand are kept.
final class Findings {

    private final List<Finding> kept = new ArrayList<>();
    private long total;

    void add(Finding finding) {
        total++;
        if (kept.size() < Report.LISTED) {
            kept.add(finding);
        }
    }

    long total() {
        return total;
    }

    List<Finding> kept() {
        return List.copyOf(kept);
    }
}
