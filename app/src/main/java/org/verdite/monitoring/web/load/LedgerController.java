package org.verdite.monitoring.web.load;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;
import org.verdite.monitoring.load.Burndown;
import org.verdite.monitoring.web.load.LedgerQueries.Ledger;
import org.verdite.shared.Invalid;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Narrowed;
import org.verdite.ui.list.Page;
import org.verdite.ui.list.Sheet;

/// How quotas of permits are used up: the ledger, one quota with its burn-down, as files and for programs.
@Controller
class LedgerController {

    record ListPage(Filters filters, Page<Ledger> list, int year, Map<String, String> sites) {
        boolean filtered() {
            return filters.has("site") || filters.has("parameter") || filters.has("year");
        }
    }

    record QuotaPage(Ledger ledger, int year, String known, Filters filters) {}

    record Listed(List<QuotaJson> items, String next) {}

    /// Masses in kg.
    ///
    /// @param standing UNKNOWN, WITHIN, WARNING, SHORT (at the run rate used up before the period ends) or OVER
    /// @param asOf the first day that loads tell nothing of
    /// @param projected day on which nothing would be left, at the run rate of the last three ended months
    record QuotaJson(
            long id,
            long permit,
            String permitCode,
            int site,
            String point,
            String parameter,
            String name,
            BigDecimal amount,
            String unit,
            String period,
            LocalDate begin,
            LocalDate end,
            BigDecimal kilograms,
            BigDecimal used,
            BigDecimal left,
            BigDecimal share,
            BigDecimal warningShare,
            String standing,
            LocalDate asOf,
            @Nullable BigDecimal perDay,
            @Nullable LocalDate projected,
            @Nullable String usedUp,
            List<String> missing,
            List<StepJson> steps) {}

    /// A point of the chart.
    record Dot(String t, BigDecimal v, String s) {}

    record StepJson(String month, BigDecimal used, BigDecimal left, boolean complete) {}

    private final LedgerQueries queries;
    private final LoadQueries loads;
    private final Frames frames;

    LedgerController(LedgerQueries queries, LoadQueries loads, Frames frames) {
        this.queries = queries;
        this.loads = loads;
        this.frames = frames;
    }

    @GetMapping("/monitoring/quotas")
    public ModelAndView list(HttpServletRequest request) {
        var filters = Filters.of(request);
        return new ModelAndView(
                "monitoring/web/load/ledgers",
                "page",
                new ListPage(
                        filters, queries.page(filters), queries.year(filters), loads.sites(frames.texts(request))));
    }

    @GetMapping("/monitoring/quotas/export")
    public void export(
            @RequestParam(defaultValue = "csv") String format, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        var rows = Page.all(Filters.of(request), queries::page)
                .map(l -> Sheet.row(
                        l.quota().permitCode(),
                        t.of(l.quota().siteName()),
                        l.quota().point(),
                        l.quota().parameter(),
                        t.of(l.quota().name()),
                        l.quota().period(),
                        l.quota().begin(),
                        l.quota().end(),
                        l.quota().kilograms(),
                        l.burn().used(),
                        l.burn().left(),
                        l.burn().share(),
                        l.burn().asOf(),
                        l.burn().perDay(),
                        l.burn().projected(),
                        t.of("monitoring.quota.standing." + l.burn().standing())));
        new Sheet(
                        "quotas",
                        Sheet.heads(
                                t,
                                "monitoring.quota.col.",
                                "permit",
                                "site",
                                "point",
                                "code",
                                "parameter",
                                "period",
                                "begin",
                                "end",
                                "amount",
                                "used",
                                "left",
                                "share",
                                "asOf",
                                "perDay",
                                "projected",
                                "standing"),
                        rows)
                .write(format, response);
    }

    @GetMapping("/monitoring/quotas/{id:\\d{1,18}}")
    public ModelAndView show(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String year,
            @RequestParam(defaultValue = "") String known,
            HttpServletRequest request) {
        var ledger = ledger(id, year, known);
        return new ModelAndView(
                "monitoring/web/load/ledger",
                "page",
                new QuotaPage(ledger, ledger.quota().begin().getYear(), known, Filters.of(request)));
    }

    private Ledger ledger(long id, @Nullable String year, String known) {
        if (year != null && !year.isBlank() && !year.matches("(19|20|21)\\d\\d")) {
            throw new Invalid("year", "ui.form.number", year);
        }
        int asked = year == null || year.isBlank() ? loads.thisYear() : Integer.parseInt(year);
        return queries.require(id, asked, LoadQueries.known(known));
    }

    @GetMapping("/monitoring/quotas/{id}/export")
    public void export(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String year,
            @RequestParam(defaultValue = "") String known,
            @RequestParam(defaultValue = "csv") String format,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        var ledger = ledger(id, year, known);
        var steps = ledger.months().isEmpty()
                ? ledger.burn().steps()
                : ledger.months().stream().flatMap(b -> b.steps().stream()).toList();
        new Sheet(
                        "quota-" + id,
                        Sheet.heads(t, "monitoring.quota.col.", "month", "used", "left", "complete"),
                        steps.stream()
                                .map(s -> Sheet.row(
                                        s.month().toString(),
                                        s.used(),
                                        s.left(),
                                        t.of(s.complete() ? "monitoring.quota.whole" : "monitoring.quota.part"))))
                .write(format, response);
    }

    /// The burn-down as the chart wants it: what is left after each month, even use, and the run rate from now on.
    @GetMapping(path = "/monitoring/quotas/{id}/chart.json", produces = "application/json")
    @ResponseBody
    public Map<String, Object> chart(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String year,
            @RequestParam(defaultValue = "") String known,
            HttpServletRequest request) {
        Texts t = frames.texts(request);
        var ledger = ledger(id, year, known);
        var quota = ledger.quota();
        var burn = ledger.burn();
        var series = new ArrayList<Map<String, Object>>();
        if (quota.yearly()) {
            var left = new ArrayList<Dot>();
            left.add(point(quota.begin(), quota.amount()));
            burn.steps()
                    .forEach(s -> left.add(
                            point(earlier(s.month().plusMonths(1).atDay(1), burn.asOf()), own(ledger, s.left()))));
            series.add(Map.of("name", t.of("monitoring.quota.chart.left"), "points", left));
            var rate = burn.perDay();
            if (rate != null
                    && !burn.steps().isEmpty()
                    && burn.left().signum() > 0
                    && burn.asOf().isBefore(quota.end())) {
                var projected = burn.projected();
                var last = projected == null || !projected.isBefore(quota.end()) ? quota.end() : projected;
                boolean before = last.isBefore(quota.end());
                var rest = before || burn.atEnd() == null
                        ? BigDecimal.ZERO
                        : own(ledger, burn.amount().subtract(burn.atEnd()));
                series.add(Map.of(
                        "name",
                        t.of("monitoring.quota.chart.rate"),
                        "points",
                        List.of(point(burn.asOf(), own(ledger, burn.left())), point(last, rest))));
            }
            series.add(Map.of(
                    "name",
                    t.of("monitoring.quota.chart.even"),
                    "points",
                    List.of(point(quota.begin(), quota.amount()), point(quota.end(), BigDecimal.ZERO))));
        } else {
            series.add(Map.of(
                    "name",
                    t.of("monitoring.quota.chart.used"),
                    "points",
                    ledger.months().stream()
                            .filter(b -> !b.steps().isEmpty())
                            .map(b -> point(b.begin(), own(ledger, b.used())))
                            .toList()));
        }
        var warnAt = quota.yearly()
                ? quota.amount().multiply(BigDecimal.ONE.subtract(quota.warning()))
                : quota.amount().multiply(quota.warning());
        var limits = new ArrayList<Map<String, Object>>();
        limits.add(limit(t.of("monitoring.quota.chart.warning"), "WARNING", quota.begin(), warnAt));
        if (!quota.yearly()) {
            limits.add(limit(t.of("monitoring.quota.chart.allowed"), "COMPLIANCE", quota.begin(), quota.amount()));
        }
        return Map.of(
                "unit",
                quota.unit(),
                "kind",
                "mass",
                "from",
                quota.begin().toString(),
                "to",
                quota.end().toString(),
                "series",
                series,
                "limits",
                limits);
    }

    private static LocalDate earlier(LocalDate a, LocalDate b) {
        return a.isBefore(b) ? a : b;
    }

    private static Map<String, Object> limit(String label, String kind, LocalDate from, BigDecimal value) {
        return Map.of("label", label, "kind", kind, "steps", List.of(List.of(from.toString(), value)));
    }

    private static Dot point(LocalDate day, BigDecimal value) {
        return new Dot(day.toString(), value, "value");
    }

    private static BigDecimal own(Ledger ledger, BigDecimal kilograms) {
        return kilograms.divide(ledger.quota().factor(), java.math.MathContext.DECIMAL64);
    }

    @Narrowed(by = {"year", "site", "parameter", "known"})
    @GetMapping(path = "/api/monitoring/quotas", produces = "application/json")
    @ResponseBody
    @Operation(
            summary = "Quotas of permits with what is used of them",
            description =
                    "year, site, parameter; known is a day: quotas and loads as they were known at its end. Masses in kg. A quota by month"
                            + " is shown by the month in which most was used.")
    public Listed answers(HttpServletRequest request) {
        Texts t = frames.texts(request);
        var page = queries.page(Filters.of(request));
        return new Listed(page.rows().stream().map(l -> json(l, t)).toList(), page.next());
    }

    @GetMapping(path = "/api/monitoring/quotas/{id}", produces = "application/json")
    @ResponseBody
    @Operation(summary = "One quota and its burn-down in a year")
    public QuotaJson answer(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String year,
            @RequestParam(defaultValue = "") String known,
            HttpServletRequest request) {
        return json(ledger(id, year, known), frames.texts(request));
    }

    private static QuotaJson json(Ledger l, Texts t) {
        var q = l.quota();
        Burndown b = l.burn();
        return new QuotaJson(
                q.id(),
                q.permit(),
                q.permitCode(),
                q.site(),
                q.point(),
                q.parameter(),
                t.of(q.name()),
                q.amount(),
                q.unit(),
                q.period(),
                b.begin(),
                b.end(),
                b.amount(),
                b.used(),
                b.left(),
                b.share(),
                q.warning(),
                b.standing().name(),
                b.asOf(),
                b.perDay(),
                b.projected(),
                b.usedUp() == null ? null : b.usedUp().toString(),
                b.missing().stream().map(Object::toString).toList(),
                b.steps().stream()
                        .map(s -> new StepJson(s.month().toString(), s.used(), s.left(), s.complete()))
                        .toList());
    }
}
