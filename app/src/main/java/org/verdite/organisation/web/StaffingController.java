package org.verdite.organisation.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;
import org.verdite.ui.Frames;
import org.verdite.ui.State;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Narrowed;
import org.verdite.ui.list.Page;
import org.verdite.ui.list.Sheet;

/// Where somebody looks after the environment and where nobody does, and the line they report by.
@Controller
@Tag(name = "organisation")
class StaffingController {

    record StaffingPage(
            Filters filters,
            LocalDate day,
            StaffingQueries.Counts counts,
            Page<StaffingQueries.Row> list,
            Map<String, String> kinds) {

        State sign(StaffingQueries.Row r) {
            return switch (r.cover()) {
                case GAP -> State.BAD;
                case SOON -> State.WARN;
                case MET -> State.OK;
            };
        }
    }

    record LinePage(LocalDate day, List<StaffingQueries.Post> roots, boolean cut) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RowJson(
            int unit,
            String code,
            String where,
            String kind,
            StaffingQueries.Cover cover,
            int fullTime,
            int partTime,
            @Nullable LocalDate until,
            @Nullable LocalDate since) {}

    record Listed(LocalDate on, int gaps, int soon, int met, List<RowJson> items, String next) {}

    private final StaffingQueries queries;
    private final Frames frames;

    StaffingController(StaffingQueries queries, Frames frames) {
        this.queries = queries;
        this.frames = frames;
    }

    @GetMapping("/organisation/staffing")
    ModelAndView list(HttpServletRequest request) {
        Texts t = frames.texts(request);
        var filters = Filters.of(request);
        var day = queries.day(filters);
        var kinds = new LinkedHashMap<String, String>();
        for (String kind : List.of("SUBSIDIARY", "SITE", "SECTION")) {
            kinds.put(kind, t.of("organisation.unitKind." + kind));
        }
        var shown = queries.shown(filters, t);
        return new ModelAndView(
                "organisation/web/staffing",
                "page",
                new StaffingPage(filters, day, shown.counts(), shown.list(), kinds));
    }

    @GetMapping("/organisation/staffing/export")
    void export(
            @RequestParam(defaultValue = "csv") String format, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        new Sheet(
                        "environmental-staffing",
                        Sheet.heads(
                                t,
                                "organisation.staffing.col.",
                                "code",
                                "unit",
                                "kind",
                                "cover",
                                "fullTime",
                                "partTime",
                                "until",
                                "since"),
                        Page.all(Filters.of(request), f -> queries.list(f, t))
                                .map(r -> Sheet.row(
                                        r.code(),
                                        r.where(),
                                        t.of("organisation.unitKind." + r.kind()),
                                        t.of("organisation.staffing." + r.cover()),
                                        r.fullTime(),
                                        r.partTime(),
                                        r.until(),
                                        r.since())))
                .write(format, response);
    }

    @GetMapping("/organisation/staffing/line")
    ModelAndView line(HttpServletRequest request) {
        var day = queries.day(Filters.of(request));
        var roots = queries.line(day, frames.texts(request));
        return new ModelAndView("organisation/web/line", "page", new LinePage(day, roots, StaffingQueries.cut(roots)));
    }

    @Operation(summary = "Officers of each subsidiary, site and section on a day; gaps first")
    @Narrowed(by = {"on", "kind", "state"})
    @GetMapping("/api/organisation/staffing")
    @ResponseBody
    Listed api(HttpServletRequest request) {
        var filters = Filters.of(request);
        var day = queries.day(filters);
        var shown = queries.shown(filters, frames.texts(request));
        var counts = shown.counts();
        var page = shown.list();
        return new Listed(
                day,
                counts.gaps(),
                counts.soon(),
                counts.met(),
                page.rows().stream()
                        .map(r -> new RowJson(
                                r.unit(),
                                r.code(),
                                r.where(),
                                r.kind(),
                                r.cover(),
                                r.fullTime(),
                                r.partTime(),
                                r.until(),
                                r.since()))
                        .toList(),
                page.next());
    }
}
