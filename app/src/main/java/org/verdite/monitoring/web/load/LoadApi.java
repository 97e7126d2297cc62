package org.verdite.monitoring.web.load;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.verdite.monitoring.load.LoadRule;
import org.verdite.monitoring.outlet.Loads;
import org.verdite.monitoring.outlet.MonthLoad;
import org.verdite.monitoring.outlet.NewLoadRule;
import org.verdite.monitoring.outlet.NewSent;
import org.verdite.monitoring.outlet.StoredLoad;
import org.verdite.shared.Invalid;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Narrowed;

/// Loads as JSON.
@RestController
class LoadApi {

    record Listed(List<Load> items, String next) {}

    /// @param kilograms null where there is none; `why` says why
    /// @param present hours or days with concentration and flow, of `needed`; filled by the rule for gaps
    record Figure(
            @Nullable BigDecimal kilograms,
            @Nullable BigDecimal cubicMetres,
            String why,
            boolean complete,
            int present,
            int filled,
            int needed,
            int results,
            int notDetected,
            int leftOut,
            @Nullable LoadRule rule,
            boolean ruleStated,
            @Nullable Integer concentrationSeries,
            @Nullable Integer flowSeries,
            @Nullable BigDecimal original,
            String originalUnit,
            String source,
            String note,
            Instant recordedAt) {}

    /// @param counted DERIVED or SENT; null where there is neither
    /// @param difference share of the larger one by which the two differ
    record Load(
            int point,
            String pointCode,
            int site,
            String parameter,
            String name,
            String month,
            @Nullable Figure derived,
            @Nullable Figure sent,
            @Nullable BigDecimal difference,
            boolean inconsistent,
            @Nullable String counted,
            @Nullable BigDecimal kilograms,
            boolean complete,
            String reason,
            String href) {}

    record Year(
            int year,
            @Nullable BigDecimal derived,
            @Nullable BigDecimal sent,
            @Nullable BigDecimal counted,
            int months,
            int complete) {}

    record Detail(Year year, List<Load> items) {}

    record SentBody(
            @Nullable Integer point,
            @Nullable String pointCode,
            @Nullable String parameter,
            @Nullable String month,
            @Nullable BigDecimal amount,
            @Nullable String unit,
            @Nullable String source,
            @Nullable String note) {}

    record SentBodies(@Nullable List<SentBody> items) {}

    record Sent(int stored, int unchanged) {}

    record ChoiceBody(
            @Nullable String month,
            @Nullable String counts,
            @Nullable String reason) {}

    record RuleBody(
            @Nullable String parameter,
            LoadRule.@Nullable Method method,
            LoadRule.@Nullable Gap gap,
            LoadRule.@Nullable NonDetect nonDetect,
            @Nullable Integer flowPoint,
            @Nullable BigDecimal apart,
            @Nullable String counts,
            @Nullable String reason) {}

    record Rules(List<NewLoadRule> items) {}

    private final LoadQueries queries;
    private final Loads loads;
    private final Frames frames;
    private final TransactionTemplate whole;

    LoadApi(LoadQueries queries, Loads loads, Frames frames, PlatformTransactionManager transactions) {
        this.queries = queries;
        this.loads = loads;
        this.frames = frames;
        this.whole = new TransactionTemplate(transactions);
    }

    @Narrowed(by = {"year", "month", "site", "point", "parameter", "state", "known"})
    @GetMapping("/api/monitoring/loads")
    @Operation(
            summary = "Loads of outlets by month, as derived beside as sent",
            description =
                    "year (the newest with a load) or month, site, point, parameter, state (inconsistent, incomplete, none); known is a"
                            + " day: the loads as they were known at its end. after turns the page.")
    public Listed list(HttpServletRequest request) {
        Texts t = frames.texts(request);
        var page = queries.page(Filters.of(request));
        return new Listed(page.rows().stream().map(l -> load(l, t)).toList(), page.next());
    }

    @GetMapping("/api/monitoring/loads/{point}/{parameter}")
    @Operation(
            summary = "A year of an outlet and parameter",
            description = "The year is the sum of its months, with how many have a load and how many are complete.")
    public Detail show(
            @PathVariable int point,
            @PathVariable String parameter,
            @RequestParam(required = false) @Nullable Integer year,
            @RequestParam(defaultValue = "") String known,
            HttpServletRequest request) {
        Texts t = frames.texts(request);
        queries.require(point);
        queries.parameter(parameter);
        int asked = year == null ? queries.lastYear() : year;
        if (asked < 1900 || asked > 2199) {
            throw new Invalid("year", "ui.form.number", asked);
        }
        var months = queries.months(point, parameter, asked, LoadQueries.known(known));
        var sum = LoadQueries.year(asked, months);
        return new Detail(
                new Year(asked, sum.derived(), sum.sent(), sum.counted(), sum.months(), sum.complete()),
                months.stream().map(l -> load(l, t)).toList());
    }

    @PostMapping("/api/monitoring/loads/sent")
    @Operation(
            summary = "Enter loads as they were reported",
            description =
                    "All of them or none. point is an id, or pointCode as SITE/POINT; month as 2026-03; unit a mass; source INSTRUMENT,"
                            + " LABORATORY, CONTRACTOR or OTHER. What is known already changes nothing; another amount supersedes.")
    public Sent send(@RequestBody SentBodies body) {
        var items = body.items() == null ? List.<SentBody>of() : body.items();
        if (items.isEmpty()) {
            throw new Invalid("items", "ui.form.required");
        }
        int[] counts = new int[2];
        whole.executeWithoutResult(_ -> items.forEach(i -> counts[loads.send(sent(i)) ? 0 : 1]++));
        return new Sent(counts[0], counts[1]);
    }

    private NewSent sent(SentBody b) {
        Integer point = b.point();
        if (point == null) {
            point = queries.outlet(text(b.pointCode()));
        }
        return new NewSent(
                point,
                text(b.parameter()),
                LoadQueries.month("month", text(b.month())),
                given("amount", b.amount()),
                text(b.unit()).isEmpty() ? "kg" : text(b.unit()),
                text(b.source()),
                text(b.note()));
    }

    @PostMapping("/api/monitoring/loads/{point}/{parameter}/choice")
    @Operation(summary = "Say which figure of a month counts, DERIVED or SENT, and why")
    public Detail choose(
            @PathVariable int point,
            @PathVariable String parameter,
            @RequestBody ChoiceBody body,
            HttpServletRequest request) {
        queries.require(point);
        var month = LoadQueries.month("month", text(body.month()));
        loads.choose(point, parameter, month, text(body.counts()), text(body.reason()));
        return show(point, parameter, month.getYear(), "", request);
    }

    @GetMapping("/api/monitoring/points/{id}/load-rule")
    @Operation(summary = "How the loads of an outlet are derived; the rule without a parameter is that of all others")
    public Rules rules(@PathVariable int id) {
        return new Rules(loads.rules(id));
    }

    @PutMapping("/api/monitoring/points/{id}/load-rule")
    @Operation(
            summary = "State how the loads of an outlet are derived",
            description =
                    "method: HOURS, DAYS, STANDS, NEAREST, MEAN; gap: NONE, LAST, MEAN; nonDetect: ZERO, HALF, FULL; apart is the share by"
                            + " which derived and sent may differ (0.05); counts SENT needs a reason. All months are derived again.")
    public Rules state(@PathVariable int id, @RequestBody RuleBody body) {
        loads.state(new NewLoadRule(
                id,
                text(body.parameter()),
                new LoadRule(
                        given("method", body.method()),
                        body.gap() == null ? LoadRule.Gap.NONE : body.gap(),
                        body.nonDetect() == null ? LoadRule.NonDetect.ZERO : body.nonDetect()),
                body.flowPoint(),
                body.apart() == null ? new BigDecimal("0.05") : body.apart(),
                text(body.counts()).isEmpty() ? "DERIVED" : text(body.counts()),
                text(body.reason())));
        return rules(id);
    }

    private static Load load(MonthLoad l, Texts t) {
        var counted = l.counted();
        return new Load(
                l.point(),
                l.pointCode(),
                l.site(),
                l.parameter(),
                t.of(l.parameterName()),
                l.month().toString(),
                figure(l.derived()),
                figure(l.sent()),
                l.difference(),
                l.inconsistent(),
                counted == null ? null : counted.kind(),
                l.kilograms(),
                l.complete(),
                l.reason(),
                "/monitoring/loads/" + l.point() + "/" + l.parameter() + "?year="
                        + l.month().getYear());
    }

    private static @Nullable Figure figure(@Nullable StoredLoad s) {
        return s == null
                ? null
                : new Figure(
                        s.kilograms(),
                        s.cubicMetres(),
                        s.why(),
                        s.complete(),
                        s.present(),
                        s.filled(),
                        s.needed(),
                        s.results(),
                        s.notDetected(),
                        s.leftOut(),
                        s.rule(),
                        s.stated(),
                        s.concentrationSeries(),
                        s.flowSeries(),
                        s.original(),
                        s.originalUnit(),
                        s.source(),
                        s.note(),
                        s.recordedAt());
    }

    private static <T> T given(String field, @Nullable T value) {
        if (value == null) {
            throw new Invalid(field, "ui.form.required");
        }
        return value;
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text.strip();
    }
}
