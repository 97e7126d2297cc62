package org.verdite.monitoring.web.screening;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.verdite.monitoring.screening.Cause;
import org.verdite.monitoring.screening.DoubtKind;
import org.verdite.monitoring.screening.Doubts;
import org.verdite.monitoring.screening.NewSuppression;
import org.verdite.monitoring.screening.Suppressions;
import org.verdite.monitoring.web.SeriesQueries;
import org.verdite.monitoring.web.screening.DoubtQueries.Doubt;
import org.verdite.monitoring.web.screening.SuppressionQueries.Suppression;
import org.verdite.shared.Invalid;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Body;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Narrowed;

/// Doubtful results and suppressions, as JSON.
@RestController
class ScreeningApi {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DoubtJson(
            int id,
            int unit,
            int series,
            int point,
            String title,
            DoubtKind kind,
            Instant from,
            Instant to,
            int results,
            double value,
            @Nullable Double expected,
            double score,
            int compared,
            int rule,
            String why,
            String state,
            String reason,
            Instant raised,
            String page) {
        static DoubtJson of(Doubt d, Texts t) {
            return new DoubtJson(
                    d.id(),
                    d.unit(),
                    d.of().series(),
                    d.of().point(),
                    d.of().title(t),
                    d.kind(),
                    d.of().from(),
                    d.of().to(),
                    d.results(),
                    d.value(),
                    d.expected(),
                    d.score(),
                    d.compared(),
                    d.rule(),
                    d.why(t),
                    d.state(),
                    d.reason(),
                    d.raised(),
                    d.path());
        }
    }

    record DoubtsJson(List<DoubtJson> items, String next) {}

    /// @param sample of the results of its time those of this sample; absent for any, empty for those without a number
    /// @param applied when the results stopped counting; absent while that is still to be done
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SuppressionJson(
            int id,
            int unit,
            int series,
            int point,
            String title,
            Instant from,
            Instant to,
            @Nullable String sample,
            @Nullable Integer replicate,
            @Nullable Integer run,
            int results,
            int exceeding,
            Cause cause,
            @Nullable Integer doubt,
            String state,
            SuppressionQueries.Step proposed,
            SuppressionQueries.@Nullable Step decided,
            SuppressionQueries.@Nullable Step lifted,
            @Nullable Instant applied,
            @Nullable Instant restored,
            String page) {
        static SuppressionJson of(Suppression s, Texts t) {
            return new SuppressionJson(
                    s.id(),
                    s.unit(),
                    s.of().series(),
                    s.of().point(),
                    s.of().title(t),
                    s.of().from(),
                    s.of().to(),
                    s.only().sample(),
                    s.only().replicate(),
                    s.only().run(),
                    s.results(),
                    s.exceeding(),
                    s.cause(),
                    s.doubt(),
                    s.state(),
                    s.proposed(),
                    s.decided(),
                    s.lifted(),
                    s.applied(),
                    s.restored(),
                    s.path());
        }
    }

    record SuppressionsJson(List<SuppressionJson> items, String next) {}

    record Reason(@Nullable String reason) {}

    /// @param from a day, a time at the point's own clock, or one with its offset; to likewise, absent for the same
    /// @param sample only results of this sample; absent for any, empty for those without a number
    /// @param replicate only this one, absent for any; run likewise
    record Propose(
            @Nullable String from,
            @Nullable String to,
            @Nullable String sample,
            @Nullable Integer replicate,
            @Nullable Integer run,
            @Nullable Cause cause,
            @Nullable String reason,
            @Nullable Integer doubt) {}

    private final DoubtQueries doubts;
    private final Doubts settling;
    private final SuppressionQueries queries;
    private final Suppressions suppressions;
    private final SeriesQueries series;
    private final Frames frames;

    ScreeningApi(
            DoubtQueries doubts,
            Doubts settling,
            SuppressionQueries queries,
            Suppressions suppressions,
            SeriesQueries series,
            Frames frames) {
        this.doubts = doubts;
        this.settling = settling;
        this.queries = queries;
        this.suppressions = suppressions;
        this.series = series;
        this.frames = frames;
    }

    @Operation(
            summary = "Results that a rule doubts, newest first",
            description = "view is open (default), settled, all; kind STUCK, JUMP, OUTLIER. A doubt changes nothing.")
    @Narrowed(by = {"view", "kind", "site", "point", "series"})
    @GetMapping("/api/monitoring/doubts")
    public DoubtsJson doubts(HttpServletRequest request) {
        Texts t = frames.texts(request);
        var page = doubts.page(Filters.of(request), t);
        return new DoubtsJson(page.rows().stream().map(d -> DoubtJson.of(d, t)).toList(), page.next());
    }

    @Operation(summary = "One doubt, with the figures the rule saw")
    @GetMapping("/api/monitoring/doubts/{id}")
    public DoubtJson doubt(@PathVariable int id, HttpServletRequest request) {
        Texts t = frames.texts(request);
        return DoubtJson.of(doubts.require(id, t), t);
    }

    @Operation(summary = "Say that doubted results stand, and why")
    @PostMapping("/api/monitoring/doubts/{id}/stands")
    public DoubtJson stands(@PathVariable int id, @RequestBody Reason body, HttpServletRequest request) {
        settling.stands(id, Body.text(body.reason()));
        return doubt(id, request);
    }

    @Operation(summary = "Suppressions, newest first", description = "view is proposed (default), standing, all.")
    @Narrowed(by = {"view", "cause", "site", "point", "series"})
    @GetMapping("/api/monitoring/suppressions")
    public SuppressionsJson list(HttpServletRequest request) {
        Texts t = frames.texts(request);
        var page = queries.page(Filters.of(request), t);
        return new SuppressionsJson(
                page.rows().stream().map(s -> SuppressionJson.of(s, t)).toList(), page.next());
    }

    @Operation(summary = "One suppression with its steps")
    @GetMapping("/api/monitoring/suppressions/{id}")
    public SuppressionJson one(@PathVariable int id, HttpServletRequest request) {
        Texts t = frames.texts(request);
        return SuppressionJson.of(queries.require(id, t), t);
    }

    @Operation(
            summary = "Propose that results of a series should not count",
            description =
                    "They go on counting until somebody else approves. Where several results began at one time, sample,"
                            + " replicate and run name one. cause: INSTRUMENT, CALIBRATION, SAMPLING, LABORATORY,"
                            + " TRANSMISSION, OTHER.")
    @PostMapping("/api/monitoring/series/{id}/suppressions")
    public SuppressionJson propose(@PathVariable int id, @RequestBody Propose body, HttpServletRequest request) {
        var head = series.require(id);
        if (body.cause() == null) {
            throw new Invalid("cause", "ui.form.required");
        }
        var wanted = new SuppressionForm(head, series.days(id))
                .read(
                        Body.text(body.from()),
                        Body.text(body.to()),
                        new NewSuppression.Only(
                                body.sample() == null ? null : body.sample().strip(),
                                small("replicate", body.replicate()),
                                small("run", body.run())),
                        body.cause(),
                        Body.text(body.reason()),
                        body.doubt());
        return one(suppressions.propose(wanted), request);
    }

    private static @Nullable Integer small(String field, @Nullable Integer number) {
        if (number != null && (number < 0 || number > Short.MAX_VALUE)) {
            throw new Invalid(field, "ui.form.range", 0, Short.MAX_VALUE);
        }
        return number;
    }

    @Operation(summary = "Approve a suppression; not for who proposed it. What follows is done as a job")
    @PostMapping("/api/monitoring/suppressions/{id}/approve")
    public SuppressionJson approve(@PathVariable int id, HttpServletRequest request) {
        suppressions.approve(id);
        return one(id, request);
    }

    @Operation(summary = "Refuse a suppression, or take one's own back, with a reason")
    @PostMapping("/api/monitoring/suppressions/{id}/refuse")
    public SuppressionJson refuse(@PathVariable int id, @RequestBody Reason body, HttpServletRequest request) {
        suppressions.refuse(id, Body.text(body.reason()));
        return one(id, request);
    }

    @Operation(summary = "Lift a suppression with a reason: its results count again")
    @PostMapping("/api/monitoring/suppressions/{id}/lift")
    public SuppressionJson lift(@PathVariable int id, @RequestBody Reason body, HttpServletRequest request) {
        suppressions.lift(id, Body.text(body.reason()));
        return one(id, request);
    }
}
