package org.verdite.monitoring.web.sampling;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.verdite.monitoring.sampling.NewPlan;
import org.verdite.monitoring.sampling.NewPlan.Period;
import org.verdite.monitoring.sampling.NewPlan.PlanPoint;
import org.verdite.monitoring.sampling.NewSample;
import org.verdite.monitoring.sampling.NewSample.Kind;
import org.verdite.monitoring.sampling.Plans;
import org.verdite.monitoring.sampling.Samples;
import org.verdite.monitoring.sampling.Samples.Condition;
import org.verdite.monitoring.sampling.Samples.Handover;
import org.verdite.monitoring.web.sampling.EquipmentApi.Made;
import org.verdite.monitoring.web.sampling.EquipmentApi.ReasonBody;
import org.verdite.monitoring.web.sampling.PlanQueries.PlanRow;
import org.verdite.monitoring.web.sampling.PlanQueries.Round;
import org.verdite.monitoring.web.sampling.SampleQueries.Finding;
import org.verdite.monitoring.web.sampling.SampleQueries.SampleRow;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.shared.SiteId;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Body;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Narrowed;

/// Plans, rounds and samples as JSON.
@RestController
class SamplingApi {

    record PlanJson(
            int id,
            int site,
            String code,
            LocalText name,
            int every,
            String period,
            int onDay,
            int graceDays,
            LocalDate starts,
            @Nullable LocalDate ends,
            String note,
            int points,
            int version) {
        static PlanJson of(PlanRow l) {
            return new PlanJson(
                    l.id(),
                    l.site(),
                    l.code(),
                    l.name(),
                    l.every(),
                    l.period(),
                    l.onDay(),
                    l.graceDays(),
                    l.starts(),
                    l.ends(),
                    l.note(),
                    l.points(),
                    l.version());
        }
    }

    record Plan(PlanJson plan, List<PointJson> points) {}

    record PointJson(int point, String code, List<String> parameters) {}

    record PlansJson(List<PlanJson> items, String next) {}

    record PlanBody(
            @Nullable Integer site,
            @Nullable String code,
            @Nullable String nameEn,
            @Nullable String nameZh,
            @Nullable Integer every,
            @Nullable Period period,
            @Nullable Integer onDay,
            @Nullable Integer graceDays,
            @Nullable LocalDate starts,
            @Nullable LocalDate ends,
            @Nullable String note,
            @Nullable List<PlanPointBody> points) {}

    record PlanPointBody(@Nullable Integer point, @Nullable List<String> parameters) {}

    record EndBody(@Nullable LocalDate ends, @Nullable Integer version) {}

    record RoundJson(
            int plan,
            String code,
            LocalDate day,
            LocalDate lateOn,
            int points,
            int sampled,
            String state,
            String skipReason,
            String page) {
        static RoundJson of(Round r) {
            return new RoundJson(
                    r.plan(),
                    r.code(),
                    r.day(),
                    r.lateOn(),
                    r.points(),
                    r.sampled(),
                    r.state(),
                    r.skipReason(),
                    r.path());
        }
    }

    record RoundsJson(List<RoundJson> items, String next) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SampleJson(
            int id,
            int point,
            String pointCode,
            String number,
            String kind,
            @Nullable Integer parent,
            @Nullable Integer plan,
            @Nullable LocalDate round,
            Instant takenAt,
            String takenBy,
            String preservation,
            String note,
            @Nullable Integer laboratory,
            String batch,
            @Nullable LocalDate analysedOn,
            String state,
            String voidReason,
            int version) {
        static SampleJson of(SampleRow s) {
            return new SampleJson(
                    s.id(),
                    s.point(),
                    s.pointCode(),
                    s.number(),
                    s.kind(),
                    s.parent(),
                    s.plan(),
                    s.round(),
                    s.takenAt(),
                    s.takenBy(),
                    s.preservation(),
                    s.note(),
                    s.laboratory(),
                    s.batch(),
                    s.analysedOn(),
                    s.state(),
                    s.voidReason(),
                    s.version());
        }
    }

    record SamplesJson(List<SampleJson> items, String next) {}

    record ResultJson(
            int series,
            String parameter,
            Instant started,
            int replicate,
            int run,
            @Nullable Double value,
            String shown,
            String unit,
            String original,
            boolean reportable,
            String reason) {}

    record FindingJson(
            int sample,
            String number,
            String parameter,
            String test,
            String verdict,
            String reason,
            @Nullable BigDecimal figure,
            @Nullable BigDecimal low,
            @Nullable BigDecimal high) {
        static FindingJson of(Finding f, Texts t) {
            return new FindingJson(
                    f.sample(),
                    f.number(),
                    t.of(f.name()),
                    f.test(),
                    f.verdict(),
                    f.reason(),
                    f.figure(),
                    f.low(),
                    f.high());
        }
    }

    record CustodyJson(
            String givenBy,
            String takenBy,
            Instant at,
            String condition,
            @Nullable BigDecimal temperature,
            String note,
            boolean broken) {}

    record Detail(
            SampleJson sample,
            List<ResultJson> results,
            List<FindingJson> control,
            List<FindingJson> batchFailures,
            List<CustodyJson> custody) {}

    record SpikeBody(
            @Nullable String parameter,
            @Nullable BigDecimal added,
            @Nullable String unit) {}

    record SampleBody(
            @Nullable Integer point,
            @Nullable String number,
            @Nullable Kind kind,
            @Nullable Integer parent,
            @Nullable Integer plan,
            @Nullable LocalDate round,
            @Nullable Instant takenAt,
            @Nullable String takenBy,
            @Nullable String preservation,
            @Nullable String note,
            @Nullable Integer laboratory,
            @Nullable String batch,
            @Nullable LocalDate analysedOn,
            @Nullable List<SpikeBody> spikes) {}

    record AnalysedBody(
            @Nullable Integer laboratory,
            @Nullable String batch,
            @Nullable LocalDate analysedOn,
            @Nullable Integer version) {}

    record CustodyBody(
            @Nullable String givenBy,
            @Nullable String takenBy,
            @Nullable Instant at,
            @Nullable Condition condition,
            @Nullable BigDecimal temperature,
            @Nullable String note) {}

    record ReportBody(
            @Nullable Integer series,
            @Nullable Integer run,
            @Nullable String reason) {}

    record BatchJson(
            String batch,
            @Nullable Integer laboratory,
            LocalDate last,
            int samples,
            int control,
            List<FindingJson> failed) {}

    record BatchesJson(List<BatchJson> items, String next) {}

    private final PlanQueries planned;
    private final SampleQueries taken;
    private final Plans plans;
    private final Samples samples;
    private final Frames frames;

    SamplingApi(PlanQueries planned, SampleQueries taken, Plans plans, Samples samples, Frames frames) {
        this.planned = planned;
        this.taken = taken;
        this.plans = plans;
        this.samples = samples;
        this.frames = frames;
    }

    @Narrowed(by = {"site", "q"})
    @GetMapping("/api/monitoring/plans")
    @Operation(summary = "Plans of sampling")
    public PlansJson plans(HttpServletRequest request) {
        var page = planned.page(Filters.of(request));
        return new PlansJson(page.rows().stream().map(PlanJson::of).toList(), page.next());
    }

    @PostMapping("/api/monitoring/plans")
    @Operation(
            summary = "Make a plan of sampling",
            description =
                    "every so many WEEK or MONTH, onDay 1 Monday to 7 Sunday or a day of the month (its last day stands for days it does not"
                            + " have); graceDays until a round is late; points with their parameters.")
    public ResponseEntity<Made> plan(@RequestBody PlanBody body) {
        String en = Body.text(body.nameEn());
        String zh = Body.text(body.nameZh());
        if (en.isBlank() && zh.isBlank()) {
            throw new Invalid("nameEn", "ui.form.required");
        }
        var points = body.points() == null ? List.<PlanPointBody>of() : body.points();
        int id = plans.add(new NewPlan(
                new SiteId(Body.needed("site", body.site())),
                Body.text(body.code()),
                LocalText.of(en, zh, en.isBlank() ? "zh" : "en"),
                body.every() == null ? 1 : body.every(),
                Body.needed("period", body.period()),
                Body.needed("onDay", body.onDay()),
                body.graceDays() == null ? 5 : body.graceDays(),
                Body.needed("starts", body.starts()),
                body.ends(),
                Body.text(body.note()),
                points.stream()
                        .map(p -> new PlanPoint(
                                Body.needed("points", p.point()), p.parameters() == null ? List.of() : p.parameters()))
                        .toList()));
        return ResponseEntity.created(URI.create("/api/monitoring/plans/" + id)).body(new Made(id));
    }

    @GetMapping("/api/monitoring/plans/{id}")
    @Operation(summary = "One plan with its points")
    public Plan plan(@PathVariable int id, HttpServletRequest request) {
        return new Plan(
                PlanJson.of(planned.require(id)),
                planned.points(id, frames.texts(request)).stream()
                        .map(p -> new PointJson(p.point(), p.code(), p.parameters()))
                        .toList());
    }

    @PostMapping("/api/monitoring/plans/{id}/end")
    @Operation(summary = "No round falls after that day; absent takes an end back; version as it was read")
    public Plan end(@PathVariable int id, @RequestBody EndBody body, HttpServletRequest request) {
        plans.end(id, body.version() == null ? -1 : body.version(), body.ends());
        return plan(id, request);
    }

    @Narrowed(by = {"view", "plan", "from", "to"})
    @GetMapping("/api/monitoring/rounds")
    @Operation(
            summary = "Rounds by day; view is open (late and due, the default), late, done, skipped or all",
            description = "Two years back and two months ahead, where from and to name no other days.")
    public RoundsJson rounds(HttpServletRequest request) {
        var page = planned.rounds(Filters.of(request));
        return new RoundsJson(page.rows().stream().map(RoundJson::of).toList(), page.next());
    }

    @GetMapping("/api/monitoring/rounds/{plan}/{day}")
    @Operation(summary = "One round")
    public RoundJson round(@PathVariable int plan, @PathVariable String day) {
        return RoundJson.of(planned.round(plan, PlanQueries.day("day", day)));
    }

    @PostMapping("/api/monitoring/rounds/{plan}/{day}/skip")
    @Operation(summary = "Say why a round will not take place")
    public RoundJson skip(@PathVariable int plan, @PathVariable String day, @RequestBody ReasonBody body) {
        plans.skip(plan, PlanQueries.day("day", day), Body.text(body.reason()));
        return round(plan, day);
    }

    @Narrowed(by = {"kind", "state", "point", "plan", "laboratory", "batch", "q"})
    @GetMapping("/api/monitoring/samples")
    @Operation(summary = "Samples, newest first")
    public SamplesJson samples(HttpServletRequest request) {
        var page = taken.page(Filters.of(request));
        return new SamplesJson(page.rows().stream().map(SampleJson::of).toList(), page.next());
    }

    @PostMapping("/api/monitoring/samples")
    @Operation(
            summary = "Enter a sample",
            description =
                    "kind ROUTINE, FIELD_BLANK, TRIP_BLANK, DUPLICATE or SPIKE; the last two name their parent, a spike what was added. number is"
                            + " made from point and day when absent; results with this number at the point belong to it.")
    public ResponseEntity<Made> take(@RequestBody SampleBody body) {
        var spikes = body.spikes() == null ? List.<SpikeBody>of() : body.spikes();
        int id = samples.take(new NewSample(
                Body.needed("point", body.point()),
                Body.text(body.number()),
                body.kind() == null ? Kind.ROUTINE : body.kind(),
                body.parent(),
                body.plan(),
                body.round(),
                Body.needed("takenAt", body.takenAt()),
                Body.text(body.takenBy()),
                Body.text(body.preservation()),
                Body.text(body.note()),
                body.laboratory(),
                Body.text(body.batch()),
                body.analysedOn(),
                spikes.stream()
                        .map(s -> new NewSample.Spike(
                                Body.text(s.parameter()), Body.needed("spikes", s.added()), Body.text(s.unit())))
                        .toList()));
        return ResponseEntity.created(URI.create("/api/monitoring/samples/" + id))
                .body(new Made(id));
    }

    @GetMapping("/api/monitoring/samples/{id}")
    @Operation(summary = "One sample with its results, quality control and chain of custody")
    public Detail sample(@PathVariable int id, HttpServletRequest request) {
        Texts t = frames.texts(request);
        var row = taken.require(id);
        return new Detail(
                SampleJson.of(row),
                taken.results(id).stream()
                        .map(r -> new ResultJson(
                                r.series(),
                                r.parameter(),
                                r.started(),
                                r.replicate(),
                                r.run(),
                                Double.isNaN(r.value()) ? null : r.value(),
                                r.shown(t),
                                r.unit(),
                                r.original(),
                                r.reportable(),
                                r.reason()))
                        .toList(),
                taken.findings(id).stream().map(f -> FindingJson.of(f, t)).toList(),
                taken.failures(List.of(id)).getOrDefault(id, List.of()).stream()
                        .map(f -> FindingJson.of(f, t))
                        .toList(),
                taken.custody(row).stream()
                        .map(c -> new CustodyJson(
                                c.givenBy(), c.takenBy(), c.at(), c.condition(), c.temperature(), c.note(), c.broken()))
                        .toList());
    }

    @PostMapping("/api/monitoring/samples/{id}/analysed")
    @Operation(summary = "Say which laboratory analysed it, in which batch and on which day; version as it was read")
    public Detail analysed(@PathVariable int id, @RequestBody AnalysedBody body, HttpServletRequest request) {
        samples.analysed(
                id,
                body.version() == null ? -1 : body.version(),
                body.laboratory(),
                Body.text(body.batch()),
                body.analysedOn());
        return sample(id, request);
    }

    @PostMapping("/api/monitoring/samples/{id}/custody")
    @Operation(
            summary =
                    "Record who handed it to whom, when, in which condition (INTACT, SEAL_BROKEN, DAMAGED), at how many °C")
    public Detail custody(@PathVariable int id, @RequestBody CustodyBody body, HttpServletRequest request) {
        samples.handOver(
                id,
                new Handover(
                        Body.text(body.givenBy()),
                        Body.text(body.takenBy()),
                        Body.needed("at", body.at()),
                        body.condition() == null ? Condition.INTACT : body.condition(),
                        body.temperature(),
                        Body.text(body.note())));
        return sample(id, request);
    }

    @PostMapping("/api/monitoring/samples/{id}/approve")
    @Operation(summary = "Approve a sample that somebody else entered")
    public Detail approve(@PathVariable int id, HttpServletRequest request) {
        samples.approve(id);
        return sample(id, request);
    }

    @PostMapping("/api/monitoring/samples/{id}/reject")
    @Operation(summary = "It was no good sample: it stays with its reason, and no result belongs to it")
    public Detail reject(@PathVariable int id, @RequestBody ReasonBody body, HttpServletRequest request) {
        samples.reject(id, Body.text(body.reason()));
        return sample(id, request);
    }

    @PostMapping("/api/monitoring/samples/{id}/report")
    @Operation(summary = "Say which run of a sample counts in a series, and why; the others are kept")
    public Detail report(@PathVariable int id, @RequestBody ReportBody body, HttpServletRequest request) {
        samples.report(
                id, Body.needed("series", body.series()), Body.needed("run", body.run()), Body.text(body.reason()));
        return sample(id, request);
    }

    @Narrowed(by = "view")
    @GetMapping("/api/monitoring/batches")
    @Operation(summary = "Batches whose quality control failed; view=all lists all that have any")
    public BatchesJson batches(HttpServletRequest request) {
        Texts t = frames.texts(request);
        var page = taken.batches(Filters.of(request));
        return new BatchesJson(
                page.rows().stream()
                        .map(b -> new BatchJson(
                                b.batch(),
                                b.laboratory(),
                                b.last(),
                                b.samples(),
                                b.control(),
                                b.failed().stream()
                                        .map(f -> FindingJson.of(f, t))
                                        .toList()))
                        .toList(),
                page.next());
    }
}
