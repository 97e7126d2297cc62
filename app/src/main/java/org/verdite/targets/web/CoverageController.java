package org.verdite.targets.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.verdite.targets.Coverage;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Sheet;

/// Whom the goals of a year reach.
@Controller
class CoverageController {

    record Page(Filters filters, int year, Map<String, String> years, Coverage.Part all, List<Coverage.Part> parts) {

        /// Rounded down, so that 100 % means all; empty of nobody.
        static String share(Coverage.Count count) {
            return count.active() == 0 ? "" : 100L * count.reached() / count.active() + " %";
        }
    }

    private final Coverage coverage;
    private final GoalQueries goals;
    private final Frames frames;

    CoverageController(Coverage coverage, GoalQueries goals, Frames frames) {
        this.coverage = coverage;
        this.goals = goals;
        this.frames = frames;
    }

    @GetMapping("/targets/coverage")
    public ModelAndView show(HttpServletRequest request) {
        Texts t = frames.texts(request);
        var filters = Filters.of(request);
        int year = goals.year(filters, t);
        var parts = coverage.of(year, goals.today(t), t.language());
        return new ModelAndView(
                "targets/web/coverage",
                "page",
                new Page(filters, year, GoalsController.years(goals.today(t)), Coverage.sum(parts), parts));
    }

    @GetMapping("/targets/coverage/export")
    public void export(
            @RequestParam(defaultValue = "csv") String format, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        int year = goals.year(Filters.of(request), t);
        new Sheet(
                        "coverage-" + year,
                        Sheet.heads(
                                t,
                                "targets.coverage.",
                                "part",
                                "executives",
                                "executivesReached",
                                "employees",
                                "employeesReached",
                                "contractors",
                                "contractorsReached"),
                        coverage.of(year, goals.today(t), t.language()).stream()
                                .map(p -> Sheet.row(
                                        p.name(),
                                        p.of(Coverage.People.EXECUTIVES).active(),
                                        p.of(Coverage.People.EXECUTIVES).reached(),
                                        p.of(Coverage.People.EMPLOYEES).active(),
                                        p.of(Coverage.People.EMPLOYEES).reached(),
                                        p.of(Coverage.People.CONTRACTORS).active(),
                                        p.of(Coverage.People.CONTRACTORS).reached())))
                .write(format, response);
    }
}
