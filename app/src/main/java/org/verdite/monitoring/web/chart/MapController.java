package org.verdite.monitoring.web.chart;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;
import org.verdite.monitoring.web.ExceedanceQueries;
import org.verdite.monitoring.web.chart.MapQueries.MapPoint;
import org.verdite.monitoring.web.chart.MapQueries.Standing;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotHere;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Sheet;

/// The points of a site as they stood at the end of a chosen day.
@Controller
class MapController {

    /// Days of the slider.
    static final int DAYS = 365;

    /// @param first the slider's first day
    record MapPage(
            Map<String, String> sites,
            Map<String, String> parameters,
            String site,
            String parameter,
            LocalDate day,
            LocalDate first,
            LocalDate today,
            List<MapPoint> points,
            @Nullable MapDrawing drawing,
            Filters filters) {

        long back() {
            return ChronoUnit.DAYS.between(first, day);
        }

        String parameterName() {
            return parameters.getOrDefault(parameter, "");
        }

        String siteName() {
            return sites.getOrDefault(site, "");
        }

        boolean simulated() {
            return points.stream().anyMatch(MapPoint::simulated);
        }

        long unplaced() {
            return points.stream().filter(p -> !p.placed()).count();
        }
    }

    /// @param standing NO_LIMIT, WITHIN, WARNING, EXCEEDED, NOT_JUDGED, NO_DATA, or ELSEWHERE where it is
    /// not measured
    record Answered(
            int point,
            String code,
            String name,
            @Nullable BigDecimal latitude,
            @Nullable BigDecimal longitude,
            Standing standing,
            @Nullable Integer series,
            @Nullable Instant started,
            String value) {}

    record Answer(String parameter, LocalDate day, List<Answered> items) {}

    private final MapQueries queries;
    private final ExceedanceQueries exceedances;
    private final Frames frames;

    MapController(MapQueries queries, ExceedanceQueries exceedances, Frames frames) {
        this.queries = queries;
        this.exceedances = exceedances;
        this.frames = frames;
    }

    @GetMapping("/monitoring/map")
    public ModelAndView map(
            @RequestParam(required = false) @Nullable Integer site,
            @RequestParam(defaultValue = "") String parameter,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate on,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate first,
            @RequestParam(required = false) @Nullable Integer back,
            HttpServletRequest request) {
        return new ModelAndView("monitoring/web/chart/map", "page", page(site, parameter, on, first, back, request));
    }

    /// @param first with `back`, the slider's place; `on` names a day itself
    private MapPage page(
            @Nullable Integer site,
            String parameter,
            @Nullable LocalDate on,
            @Nullable LocalDate first,
            @Nullable Integer back,
            HttpServletRequest request) {
        Texts t = frames.texts(request);
        var sites = exceedances.sites(t);
        if (site != null && !sites.containsKey(site.toString())) {
            throw new NotHere("site " + site);
        }
        String here = site != null
                ? site.toString()
                : sites.keySet().stream().findFirst().orElse("");
        var today = exceedances.today();
        var chosen =
                on != null ? on : first != null && back != null ? first.plusDays(Math.clamp(back, 0, DAYS)) : today;
        var day = chosen.isAfter(today) ? today : chosen.getYear() < 1900 ? LocalDate.of(1900, 1, 1) : chosen;
        // the chosen day stands in the slider's middle, unless that would be a time to come
        var last = day.plusDays(DAYS / 2);
        last = last.isAfter(today) ? today : last;
        var begin = on == null && first != null && back != null ? first : last.minusDays(DAYS);
        var parameters = here.isEmpty() ? Map.<String, String>of() : queries.parameters(Integer.parseInt(here), t);
        String what = parameters.containsKey(parameter)
                ? parameter
                : parameters.keySet().stream().findFirst().orElse("");
        var points = here.isEmpty() ? List.<MapPoint>of() : queries.points(Integer.parseInt(here), what, day);
        return new MapPage(
                sites,
                parameters,
                here,
                what,
                day,
                begin,
                today,
                points,
                MapDrawing.of(points, t),
                Filters.of(request));
    }

    @GetMapping("/monitoring/map/export")
    public void export(
            @RequestParam(required = false) @Nullable Integer site,
            @RequestParam(defaultValue = "") String parameter,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate on,
            @RequestParam(defaultValue = "csv") String format,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        var page = page(site, parameter, on, null, null, request);
        var rows = page.points().stream()
                .map(p -> Sheet.row(
                        p.code(),
                        t.of(p.name()),
                        p.latitude(),
                        p.longitude(),
                        page.parameterName(),
                        t.of("monitoring.map.standing." + p.standing()),
                        p.worst().map(r -> r.shown(t)).orElse(""),
                        MapDrawing.when(p, t),
                        page.day()));
        new Sheet(
                        "map-" + page.day(),
                        Sheet.heads(
                                t,
                                "monitoring.map.col.",
                                "code",
                                "point",
                                "latitude",
                                "longitude",
                                "parameter",
                                "standing",
                                "value",
                                "when",
                                "day"),
                        rows)
                .write(format, response);
    }

    @GetMapping(path = "/api/monitoring/map", produces = "application/json")
    @ResponseBody
    @Operation(
            summary = "How the points of a site stood at the end of a day, for one parameter",
            description =
                    "Without site, parameter and on: the first site, what is measured at most of its points, today. standing comes from the"
                            + " newest value by then, if it is not older than the rhythm in which the series brings data.")
    public Answer answer(
            @RequestParam(required = false) @Nullable Integer site,
            @RequestParam(defaultValue = "") String parameter,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate on,
            HttpServletRequest request) {
        Texts t = frames.texts(request);
        var page = page(site, parameter, on, null, null, request);
        if (!parameter.isBlank() && !page.parameters().containsKey(parameter)) {
            throw new Invalid("parameter", "ui.form.choice");
        }
        return new Answer(
                page.parameter(),
                page.day(),
                page.points().stream()
                        .map(p -> new Answered(
                                p.id(),
                                p.code(),
                                t.of(p.name()),
                                p.latitude(),
                                p.longitude(),
                                p.standing(),
                                p.worst().map(r -> r.series()).orElse(null),
                                p.worst().map(r -> r.started()).orElse(null),
                                p.worst().map(r -> r.shown(t)).orElse("")))
                        .toList());
    }
}
