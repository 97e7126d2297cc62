package org.verdite.inspections.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.verdite.inspections.ClauseKey;
import org.verdite.ui.Frames;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Sheet;

/// Which criteria cite a clause.
@Controller
class ClauseController {

    record CitedPage(CitedClauses.Words clause, List<CitedClauses.Row> criteria, Filters filters) {}

    private final CitedClauses cited;
    private final Frames frames;

    ClauseController(CitedClauses cited, Frames frames) {
        this.cited = cited;
        this.frames = frames;
    }

    @GetMapping("/inspections/clauses")
    public ModelAndView citing(
            @RequestParam(defaultValue = "") String standard,
            @RequestParam(defaultValue = "") String edition,
            @RequestParam(defaultValue = "") String clause,
            HttpServletRequest request) {
        var key = new ClauseKey(standard, edition, clause);
        return new ModelAndView(
                "inspections/web/clause",
                Map.of("page", new CitedPage(cited.words(key), cited.citing(key), Filters.of(request))));
    }

    @GetMapping("/inspections/clauses/export")
    public void export(
            @RequestParam(defaultValue = "") String standard,
            @RequestParam(defaultValue = "") String edition,
            @RequestParam(defaultValue = "") String clause,
            @RequestParam(defaultValue = "csv") String format,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var t = frames.texts(request);
        var key = new ClauseKey(standard, edition, clause);
        cited.words(key);
        new Sheet(
                        "criteria",
                        Sheet.heads(t, "inspections.col.", "list", "code", "question", "state", "what"),
                        cited.citing(key).stream()
                                .map(c -> Sheet.row(
                                        t.of(c.listName()),
                                        c.code(),
                                        t.of(c.question()),
                                        t.of("inspections.state." + c.state()),
                                        t.of(c.first() ? "inspections.clause" : "inspections.also"))))
                .write(format, response);
    }
}
