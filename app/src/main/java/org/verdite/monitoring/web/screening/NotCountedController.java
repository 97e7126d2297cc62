package org.verdite.monitoring.web.screening;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;
import org.verdite.monitoring.web.MonthQueries;
import org.verdite.monitoring.web.MonthQueries.Site;
import org.verdite.monitoring.web.Show;
import org.verdite.monitoring.web.screening.NotCountedQueries.Counts;
import org.verdite.monitoring.web.screening.NotCountedQueries.NotCounted;
import org.verdite.shared.NotHere;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Narrowed;
import org.verdite.ui.list.Page;
import org.verdite.ui.list.Sheet;

/// What is left out of judging at a site, and what it would be judged as if it were not.
@Controller
class NotCountedController {

    /// @param site null where the reader sees none
    record NotCountedPage(
            @Nullable Site site,
            Map<Integer, Site> sites,
            Filters filters,
            List<Counts> months,
            Page<NotCounted> list,
            Map<String, String> who) {}

    /// @param would what it would be judged as if it counted
    record Item(
            int series,
            String point,
            String parameter,
            Instant started,
            Instant ended,
            String sample,
            String shown,
            String unit,
            NotCountedQueries.By by,
            String flag,
            @Nullable Integer suppression,
            String would) {}

    record Items(
            int site,
            List<Counts> months,
            List<Item> items,
            @Nullable String next) {}

    private final NotCountedQueries queries;
    private final MonthQueries months;
    private final Frames frames;

    NotCountedController(NotCountedQueries queries, MonthQueries months, Frames frames) {
        this.queries = queries;
        this.months = months;
        this.frames = frames;
    }

    @GetMapping("/monitoring/not-counted")
    public ModelAndView list(@RequestParam(required = false) @Nullable Integer site, HttpServletRequest request) {
        Texts t = frames.texts(request);
        var sites = months.sites();
        var shown = site != null
                ? months.require(site)
                : sites.values().stream().findFirst().orElse(null);
        var filters = Filters.of(request);
        return new ModelAndView(
                "monitoring/web/screening/notCounted",
                "page",
                new NotCountedPage(
                        shown,
                        sites,
                        filters,
                        shown == null ? List.of() : queries.months(shown.id(), last(shown, filters)),
                        shown == null
                                ? new Page<>(List.of(), "", "")
                                : queries.page(shown.id(), last(shown, filters), filters),
                        Show.options(t, "monitoring.notCounted.by.", "INSTRUMENT", "LABORATORY", "PERSON")));
    }

    /// The year that is shown ends with this month, or with the one asked for where that is long past.
    private YearMonth last(Site site, Filters filters) {
        var now = months.thisMonth(site);
        var month = NotCountedQueries.month(filters);
        return month == null || month.isAfter(now.minusMonths(12)) ? now : month;
    }

    @GetMapping("/monitoring/not-counted/export")
    public void export(
            @RequestParam(required = false) @Nullable Integer site,
            @RequestParam(defaultValue = "csv") String format,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        var of = site != null
                ? months.require(site)
                : months.sites().values().stream().findFirst().orElseThrow(() -> new NotHere("site"));
        var filters = Filters.of(request);
        var heads = Sheet.heads(
                t, "monitoring.notCounted.col.", "what", "point", "when", "value", "unit", "by", "flag", "would");
        var rows = Page.all(filters, f -> queries.page(of.id(), last(of, f), f))
                .map(r -> Sheet.row(
                        t.of(r.parameter()),
                        r.pointCode(),
                        r.when(t),
                        r.shown(t),
                        r.unit(),
                        t.of("monitoring.notCounted.by." + r.by()),
                        r.flag(),
                        Show.verdictWord(t, r.would())));
        new Sheet("not-counted-" + of.code(), heads, rows).write(format, response);
    }

    @Operation(
            summary = "Results of a site that don't count, newest first, with what they would be judged as",
            description = "month narrows to one (2026-03); by to who says so: INSTRUMENT, LABORATORY, PERSON.")
    @Narrowed(by = {"month", "by"})
    @GetMapping(path = "/api/monitoring/not-counted", produces = "application/json")
    @ResponseBody
    public Items items(@RequestParam int site, HttpServletRequest request) {
        Texts t = frames.texts(request);
        var of = months.require(site);
        var filters = Filters.of(request);
        var page = queries.page(site, last(of, filters), filters);
        return new Items(
                site,
                queries.months(site, last(of, filters)),
                page.rows().stream()
                        .map(r -> new Item(
                                r.series(),
                                r.pointCode(),
                                t.of(r.parameter()),
                                r.started(),
                                r.ended(),
                                r.sample(),
                                r.shown(t),
                                r.unit(),
                                r.by(),
                                r.flag(),
                                r.suppression(),
                                Show.VERDICTS.get(r.would())))
                        .toList(),
                page.next());
    }
}
