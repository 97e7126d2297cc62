package org.verdite.obligations;

import java.util.List;
import org.verdite.shared.LocalText;

/// What judging would say of results that were judged before, if limits were changed. Supplied by `monitoring`.
public interface LimitRehearsal {

    /// Of one series: how many verdicts would be another, how many of them newly exceeded, how many exceeded no more.
    ///
    /// @param path the series' page
    record Line(String point, LocalText parameter, String path, int changed, int exceeded, int cleared) {}

    /// @param judged results that would be judged again
    /// @param lines series whose verdicts would change, those the reader sees
    /// @param elsewhere verdicts that would change in series the reader does not see
    /// @param counted false where there are too many results to judge them twice: then there are no lines
    record Difference(long judged, List<Line> lines, int elsewhere, boolean counted) {

        public boolean none() {
            return counted ? lines.isEmpty() && elsewhere == 0 : judged == 0;
        }

        public int changed() {
            return lines.stream().mapToInt(Line::changed).sum();
        }

        public int exceeded() {
            return lines.stream().mapToInt(Line::exceeded).sum();
        }

        public int cleared() {
            return lines.stream().mapToInt(Line::cleared).sum();
        }
    }

    /// Makes the change and judges by it, and takes all of that back.
    ///
    /// @param change of the register, by its own verbs; what they refuse is refused here too
    Difference rehearse(Runnable change);
}
