package org.verdite.targets.web;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.verdite.ui.Glide;
import org.verdite.ui.State;
import org.verdite.ui.form.Form;

/// What the room's pages show.
final class TargetPages {

    private TargetPages() {}

    record Line(
            String code,
            String sentence,
            String scope,
            int version,
            int baselineYear,
            String baseline,
            int dueYear,
            String target,
            int year,
            String reached,
            String pathOn,
            String path,
            State state,
            String judgement,
            Glide drawing) {}

    record Listed(List<Line> lines, int year, boolean mayEdit) {}

    /// @param pathYears the path year by year, for those who read tables
    record Page(
            Line line,
            String indicator,
            String boundary,
            List<Version> versions,
            List<PathYear> pathYears,
            boolean mayEdit) {}

    record PathYear(int year, String path, String reached) {}

    record Version(int version, String sentence, String promise, LocalDate from, String reason) {}

    /// @param known true for another version of a target that is there
    record New(
            Form form,
            boolean known,
            Map<String, String> indicators,
            Map<String, String> boundaries,
            Map<String, String> directions) {}
}
