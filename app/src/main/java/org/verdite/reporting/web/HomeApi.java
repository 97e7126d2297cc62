package org.verdite.reporting.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.verdite.shared.Invalid;
import org.verdite.ui.Frames;
import org.verdite.ui.State;

/// The home for programs: the loop's four numbers, and the sites with their states.
@RestController
@Tag(name = "reporting")
@Transactional(readOnly = true)
class HomeApi {

    /// @param phase plan, do, check or act
    /// @param value the number as the home says it
    /// @param of what stands small beside it
    record QuadrantJson(String phase, String value, String of, String sentence, String change, String path) {}

    record HomeJson(LocalDate day, List<QuadrantJson> quadrants) {}

    /// @param state bad, warn, unknown or ok
    /// @param reason the rule's word, such as UNACKNOWLEDGED or IN_ORDER
    record SiteJson(
            int site,
            String name,
            double latitude,
            double longitude,
            String state,
            String reason,
            String what,
            String path) {}

    record SiteList(List<SiteJson> items, String next) {}

    private final Frames frames;
    private final HomeQueries queries;

    HomeApi(Frames frames, HomeQueries queries) {
        this.frames = frames;
        this.queries = queries;
    }

    @GetMapping("/api/reporting/home")
    @Operation(summary = "The loop's four numbers, each with its change since last month")
    public HomeJson home(HttpServletRequest request) {
        var page = new HomePages(queries, frames.texts(request)).page("", "");
        return new HomeJson(
                queries.today(),
                page.quadrants().stream()
                        .map(q -> new QuadrantJson(q.css(), q.big(), q.small(), q.sentence(), q.change(), q.path()))
                        .toList());
    }

    @GetMapping("/api/reporting/sites")
    @Operation(summary = "The sites with their states and why, as the map shows them; filter by state")
    public SiteList sites(@RequestParam(defaultValue = "") String state, HttpServletRequest request) {
        var t = frames.texts(request);
        if (!state.isEmpty()
                && List.of(State.values()).stream().noneMatch(s -> s.css().equals(state))) {
            throw new Invalid("state", "ui.form.choice");
        }
        var pages = new HomePages(queries, t);
        return new SiteList(
                queries.sites().stream()
                        .filter(s -> state.isEmpty() || s.state().css().equals(state.toLowerCase(Locale.ROOT)))
                        .map(s -> new SiteJson(
                                s.id(),
                                t.of(s.name()),
                                s.latitude(),
                                s.longitude(),
                                s.state().css(),
                                s.reason().name(),
                                pages.what(s),
                                "/organisation/sites/" + s.id()))
                        .toList(),
                "");
    }
}
