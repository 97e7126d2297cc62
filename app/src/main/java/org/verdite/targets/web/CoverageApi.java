package org.verdite.targets.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.verdite.targets.Coverage;
import org.verdite.targets.Coverage.Count;
import org.verdite.targets.Coverage.People;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;

/// Whom the goals of a year reach, for programs.
@RestController
@Tag(name = "targets")
class CoverageApi {

    /// @param unit a site with all below it, or a unit that stands at none; 0 for all together
    record PartJson(int unit, String name, Count executives, Count employees, Count contractors) {

        static PartJson of(Coverage.Part p) {
            return new PartJson(
                    p.unit(), p.name(), p.of(People.EXECUTIVES), p.of(People.EMPLOYEES), p.of(People.CONTRACTORS));
        }
    }

    record CoverageJson(int year, PartJson all, List<PartJson> items) {}

    private final Coverage coverage;
    private final GoalQueries goals;
    private final Frames frames;

    CoverageApi(Coverage coverage, GoalQueries goals, Frames frames) {
        this.coverage = coverage;
        this.goals = goals;
        this.frames = frames;
    }

    @Operation(summary = "People with a share that was signed for, of all who hold a post or work for a contractor")
    @GetMapping("/api/targets/coverage")
    public CoverageJson coverage(@RequestParam(defaultValue = "0") int year, HttpServletRequest request) {
        Texts t = frames.texts(request);
        var today = goals.today(t);
        int asked = year == 0 ? today.getYear() : year;
        var parts = coverage.of(asked, today, t.language());
        return new CoverageJson(
                asked,
                PartJson.of(Coverage.sum(parts)),
                parts.stream().map(PartJson::of).toList());
    }
}
