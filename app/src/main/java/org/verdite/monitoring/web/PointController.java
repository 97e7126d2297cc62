package org.verdite.monitoring.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.monitoring.LimitBook;
import org.verdite.monitoring.LimitBook.Unbound;
import org.verdite.monitoring.NewPoint;
import org.verdite.monitoring.Points;
import org.verdite.monitoring.place.Positions;
import org.verdite.monitoring.web.PointQueries.PointRow;
import org.verdite.monitoring.web.PointQueries.SeriesRow;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.FacilityId;
import org.verdite.shared.Invalid;
import org.verdite.shared.UnitId;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Form;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Page;
import org.verdite.ui.list.Sheet;

/// Pages of points.
@Controller
class PointController {

    record ListPage(Filters filters, Page<PointRow> list, Map<String, String> sites, boolean mayAdd) {
        boolean filtered() {
            return filters.values().keySet().stream()
                    .anyMatch(k -> !k.equals("unit") && !k.equals("after") && !k.equals("before"));
        }
    }

    record Bound(int series, String name, long setId, String statistic, String value, String since, String kind) {}

    record PointPage(
            PointRow point,
            List<SeriesRow> series,
            Map<Integer, String> seriesLimits,
            List<Bound> bound,
            List<Unbound> unbound,
            Form form,
            Map<String, String> parameters,
            Positions.@Nullable Stated position,
            boolean mayEdit) {}

    record FormPage(Form form, Map<String, String> facilities) {}

    private final PointQueries queries;
    private final ExceedanceQueries sites;
    private final Points points;
    private final LimitBook book;
    private final Positions positions;
    private final Access access;
    private final Frames frames;

    PointController(
            PointQueries queries,
            ExceedanceQueries sites,
            Points points,
            LimitBook book,
            Positions positions,
            Access access,
            Frames frames) {
        this.queries = queries;
        this.sites = sites;
        this.points = points;
        this.book = book;
        this.positions = positions;
        this.access = access;
        this.frames = frames;
    }

    @GetMapping("/monitoring")
    public ModelAndView list(HttpServletRequest request) {
        var filters = Filters.of(request);
        return new ModelAndView(
                "monitoring/web/points",
                "page",
                new ListPage(
                        filters,
                        queries.page(filters),
                        sites.sites(frames.texts(request)),
                        access.mayAnywhere(Permission.MONITORING_EDIT)));
    }

    @GetMapping("/monitoring/points/export")
    public void export(
            @RequestParam(defaultValue = "csv") String format, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        new Sheet(
                        "points",
                        List.of("code", "point", "site", "kind", "series", "state", "last").stream()
                                .map(h -> t.of("monitoring.export." + h))
                                .toList(),
                        Page.all(Filters.of(request), queries::page)
                                .map(p -> Arrays.<Object>asList(
                                        p.code(),
                                        t.of(p.name()),
                                        t.of(p.siteName()),
                                        t.of("monitoring.pointKind." + p.kind()),
                                        p.series(),
                                        p.word(t),
                                        p.lastResult() == null ? "" : t.time(p.lastResult()))))
                .write(format, response);
    }

    @GetMapping("/monitoring/points/new")
    public ModelAndView form(HttpServletRequest request) {
        return form(Form.empty(), request);
    }

    private ModelAndView form(Form form, HttpServletRequest request) {
        return new ModelAndView(
                "monitoring/web/pointForm", "page", new FormPage(form, queries.facilities(frames.texts(request))));
    }

    @PostMapping("/monitoring/points")
    public ModelAndView add(
            @RequestParam Map<String, String> params, HttpServletRequest request, RedirectAttributes redirect) {
        var form = Form.of(params);
        int id;
        try {
            var point = new NewPoint(
                    new FacilityId(form.integer("facility", 1, Integer.MAX_VALUE)),
                    form.text("code", 40),
                    form.texts("name", 200),
                    form.text("kind", 40),
                    form.optionalNumber("latitude"),
                    form.optionalNumber("longitude"),
                    "",
                    form.optionalText("receivingBody", 200),
                    form.optionalText("receivingClass", 40),
                    form.optionalText("dataSource", 500),
                    form.optionalText("dataLicence", 200),
                    false,
                    form.optionalDate("from"));
            form.check();
            id = points.add(point);
        } catch (Invalid e) {
            var again = form(form.ok() ? form.refused(e) : form, request);
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
        Flash.done(redirect, "monitoring.point.added");
        return new ModelAndView("redirect:/monitoring/points/" + id);
    }

    @GetMapping("/monitoring/points/{id}")
    public ModelAndView show(@PathVariable int id, HttpServletRequest request) {
        return page(id, Form.empty(), request);
    }

    private ModelAndView page(int id, Form form, HttpServletRequest request) {
        Texts t = frames.texts(request);
        var point = queries.require(id);
        var series = queries.series(id);
        var today = queries.today(point.zone());
        var limits = book.bind(series.stream().map(SeriesRow::id).toList());
        var bound = series.stream()
                .flatMap(s -> limits.of(s.id()).stream()
                        .filter(h -> h.on(today))
                        .map(h -> new Bound(
                                s.id(),
                                h.name(),
                                h.setId(),
                                RankWords.statistic(t, h.line().terms()),
                                h.line().dependent()
                                        ? Show.bounds(t, h.line())
                                        : Show.amount(Show.bounds(t, h.line()), s.unit()),
                                t.date(h.from()),
                                h.line().kind().name())))
                .toList();
        var nearest = new java.util.HashMap<Integer, String>();
        bound.stream()
                .filter(b -> b.kind().equals("COMPLIANCE"))
                .forEach(b -> nearest.putIfAbsent(b.series(), b.value()));
        bound.forEach(b -> nearest.putIfAbsent(b.series(), b.value()));
        boolean mayEdit = access.may(Permission.MONITORING_EDIT, new UnitId(point.unitId()));
        return new ModelAndView(
                "monitoring/web/point",
                "page",
                new PointPage(
                        point,
                        series,
                        nearest,
                        bound,
                        book.unbound(id),
                        form,
                        mayEdit ? queries.parameters(t) : Map.of(),
                        positions.of(id).orElse(null),
                        mayEdit));
    }

    @PostMapping("/monitoring/points/{id}/series")
    public ModelAndView series(
            @PathVariable int id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        var form = Form.of(params);
        int series;
        try {
            String parameter = form.text("parameter", 40);
            String statistic = form.text("statistic", 20);
            String mode = form.text("mode", 20);
            String unit = form.optionalText("measure", 40);
            String fraction = form.optionalText("fraction", 20);
            String basis = form.optionalText("basis", 40);
            form.check();
            series = points.series(id, parameter, fraction, basis, statistic, mode, unit);
        } catch (Invalid e) {
            var again = page(id, form.ok() ? form.refused(e) : form, request);
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
        Flash.done(redirect, "monitoring.series.added");
        return new ModelAndView("redirect:/monitoring/series/" + series);
    }
}
