package org.verdite.monitoring.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.monitoring.BoundLimits.Held;
import org.verdite.monitoring.LimitBook;
import org.verdite.monitoring.NewSegment;
import org.verdite.monitoring.Points;
import org.verdite.monitoring.web.SeriesQueries.Segment;
import org.verdite.monitoring.web.SeriesQueries.SeriesHead;
import org.verdite.monitoring.web.SeriesQueries.Value;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Invalid;
import org.verdite.shared.UnitId;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Form;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Page;
import org.verdite.ui.list.Sheet;

/// Pages of one series: its chart, its values, what they are judged by.
@Controller
class SeriesController {

    record SeriesPage(
            SeriesHead series,
            ChartPeriod period,
            String chartLabel,
            List<Segment> segments,
            List<Held> limits,
            Form form,
            boolean mayEdit) {}

    record ValuesPage(
            SeriesHead series,
            LocalDate from,
            LocalDate to,
            @Nullable LocalDate known,
            Filters filters,
            Page<Value> list,
            boolean mayLeaveOut) {}

    private final SeriesQueries queries;
    private final PointQueries points;
    private final ChartQueries charts;
    private final LimitBook book;
    private final Points register;
    private final Access access;
    private final Frames frames;
    private final Clock clock;

    SeriesController(
            SeriesQueries queries,
            PointQueries points,
            ChartQueries charts,
            LimitBook book,
            Points register,
            Access access,
            Frames frames,
            Clock clock) {
        this.queries = queries;
        this.points = points;
        this.charts = charts;
        this.book = book;
        this.register = register;
        this.access = access;
        this.frames = frames;
        this.clock = clock;
    }

    @GetMapping("/monitoring/series/{id}")
    public ModelAndView show(
            @PathVariable int id, @RequestParam(defaultValue = "") String days, HttpServletRequest request) {
        return page(id, days, Form.empty(), request);
    }

    private ModelAndView page(int id, String days, Form form, HttpServletRequest request) {
        Texts t = frames.texts(request);
        var head = queries.require(id);
        var today = points.today(head.zone());
        var last = queries.last(id, today);
        var to = last.isBefore(today.minusDays(400)) ? last : today;
        return new ModelAndView(
                "monitoring/web/series",
                "page",
                new SeriesPage(
                        head,
                        ChartPeriod.of(days, queries.first(id, to.minusDays(60)), to, 365),
                        t.of("monitoring.chart.plainLabel", t.of(head.parameter()), t.of(head.pointName())),
                        queries.segments(id),
                        book.bind(List.of(id)).of(id),
                        form,
                        access.may(Permission.MONITORING_EDIT, new UnitId(head.unitId()))));
    }

    @GetMapping(path = "/monitoring/series/{id}/chart.json", produces = "application/json")
    @ResponseBody
    public String chart(
            @PathVariable int id,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate known,
            HttpServletRequest request) {
        return charts.json(charts.chart(id, from, to, known, frames.texts(request)));
    }

    @GetMapping("/monitoring/series/{id}/values")
    public ModelAndView values(
            @PathVariable int id,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate known,
            HttpServletRequest request) {
        var head = queries.require(id);
        var on = KnownOn.of(known, head.zone(), clock);
        var until = to == null ? points.today(head.zone()) : to;
        var since = from == null ? LocalDate.of(1900, 1, 2) : from;
        var filters = Filters.of(request);
        return new ModelAndView(
                "monitoring/web/values",
                "page",
                new ValuesPage(
                        head,
                        since,
                        until,
                        known,
                        filters,
                        queries.values(id, since, until, on, filters),
                        head.derivedFrom() == null
                                && access.may(Permission.MONITORING_IMPORT, new UnitId(head.unitId()))));
    }

    @GetMapping("/monitoring/series/{id}/export")
    public void export(
            @PathVariable int id,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate known,
            @RequestParam(defaultValue = "csv") String format,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        var head = queries.require(id);
        var on = KnownOn.of(known, head.zone(), clock);
        var heads = List.of(
                "when",
                "value",
                "unit",
                "qualifier",
                "flag",
                "judgement",
                "original",
                "originalUnit",
                "sample",
                "revision");
        var since = from == null ? LocalDate.of(1900, 1, 2) : from;
        var until = to == null ? points.today(head.zone()) : to;
        var rows = Page.all(Filters.of(request), f -> queries.values(id, since, until, on, f));
        new Sheet(
                        "series-" + id,
                        heads.stream().map(h -> t.of("monitoring.export." + h)).toList(),
                        rows.map(v -> Arrays.<@Nullable Object>asList(
                                v.dateOnly()
                                        ? Show.day(v.started(), true, head.zone())
                                                .toString()
                                        : v.started()
                                                .atZone(java.time.ZoneId.of(head.zone()))
                                                .toOffsetDateTime()
                                                .toString(),
                                v.censor() == 0 && !Double.isNaN(v.value()) ? (Object) v.value() : v.shown(t),
                                head.unit(),
                                v.qualifier(),
                                (v.suppressed() ? t.of("monitoring.suppressed") + " " + v.flag() : v.flag()).strip(),
                                Show.verdictWord(t, v.verdict()),
                                v.original(),
                                v.originalUnit(),
                                v.sample(),
                                v.revision())))
                .write(format, response);
    }

    @PostMapping("/monitoring/series/{id}/segments")
    public ModelAndView segment(
            @PathVariable int id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        var form = Form.of(params);
        try {
            var segment = new NewSegment(
                    form.date("from"),
                    form.optionalText("method", 200),
                    form.optionalText("instrument", 200),
                    form.optionalNumber("depth"),
                    form.optionalText("interval", 80),
                    "");
            form.check();
            register.segment(id, segment);
        } catch (Invalid e) {
            var again = page(id, "", form.ok() ? form.refused(e) : form, request);
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
        Flash.done(redirect, "monitoring.segment.added");
        return new ModelAndView("redirect:/monitoring/series/" + id);
    }
}
