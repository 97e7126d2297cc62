package org.verdite.monitoring.web.sampling;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.monitoring.sampling.NewSample;
import org.verdite.monitoring.sampling.NewSample.Kind;
import org.verdite.monitoring.sampling.Samples;
import org.verdite.monitoring.sampling.Samples.Condition;
import org.verdite.monitoring.sampling.Samples.Handover;
import org.verdite.monitoring.web.Moments;
import org.verdite.monitoring.web.PointQueries;
import org.verdite.monitoring.web.PointQueries.PointRow;
import org.verdite.monitoring.web.Show;
import org.verdite.monitoring.web.sampling.SampleQueries.Batch;
import org.verdite.monitoring.web.sampling.SampleQueries.Custody;
import org.verdite.monitoring.web.sampling.SampleQueries.Finding;
import org.verdite.monitoring.web.sampling.SampleQueries.Result;
import org.verdite.monitoring.web.sampling.SampleQueries.SampleRow;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.Refused;
import org.verdite.shared.UnitId;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Form;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Page;
import org.verdite.ui.list.Sheet;

/// Samples: the list, one with its results and quality control, entering one; and batches that are flagged.
@Controller
class SampleController {

    record SamplesPage(
            Filters filters,
            Page<SampleRow> list,
            Map<String, String> kinds,
            Map<String, String> states,
            boolean mayTake) {
        boolean filtered() {
            return !filters.values().isEmpty();
        }
    }

    /// @param point null until one is chosen
    record NewPage(
            Form form,
            @Nullable PointRow point,
            Map<String, String> points,
            Map<String, String> kinds,
            Map<String, String> parents,
            Map<String, String> laboratories) {}

    /// @param on what the form of the page is about: `analysed`, `custody`, `report`, `reject`, or nothing
    record SamplePage(
            SampleRow row,
            List<Result> results,
            List<Finding> findings,
            List<Finding> failures,
            List<Custody> custody,
            String enteredBy,
            String approvedBy,
            Map<String, String> laboratories,
            Map<String, String> conditions,
            Map<String, String> runs,
            String on,
            Form form,
            boolean mayRecord,
            boolean mayEdit) {

        Form formOf(String part) {
            if (part.equals(on)) {
                return form;
            }
            return switch (part) {
                case "analysed" ->
                    Form.empty()
                            .with("version", row.version())
                            .with("laboratory", row.laboratory())
                            .with("batch", row.batch())
                            .with("analysedOn", row.analysedOn());
                case "custody" ->
                    Form.empty()
                            .with(
                                    "givenBy",
                                    custody.isEmpty()
                                            ? row.takenBy()
                                            : custody.getLast().takenBy())
                            .with("condition", "INTACT");
                default -> Form.empty();
            };
        }
    }

    record BatchesPage(Filters filters, Page<Batch> list) {
        String view() {
            return SampleQueries.batchView(filters);
        }
    }

    /// `w20122 0.10 mg/L`
    private static final Pattern SPIKE = Pattern.compile("(\\S+)\\s+(\\d+(?:\\.\\d+)?)\\s*(\\S+)");

    private final SampleQueries queries;
    private final InstrumentQueries points;
    private final PointQueries places;
    private final LaboratoryQueries laboratories;
    private final Samples samples;
    private final Access access;
    private final Frames frames;

    SampleController(
            SampleQueries queries,
            InstrumentQueries points,
            PointQueries places,
            LaboratoryQueries laboratories,
            Samples samples,
            Access access,
            Frames frames) {
        this.queries = queries;
        this.points = points;
        this.places = places;
        this.laboratories = laboratories;
        this.samples = samples;
        this.access = access;
        this.frames = frames;
    }

    private static Map<String, String> kinds(Texts t) {
        return Show.options(t, "monitoring.sampleKind.", "ROUTINE", "FIELD_BLANK", "TRIP_BLANK", "DUPLICATE", "SPIKE");
    }

    @GetMapping("/monitoring/samples")
    public ModelAndView list(HttpServletRequest request) {
        Texts t = frames.texts(request);
        var filters = Filters.of(request);
        return new ModelAndView(
                "monitoring/web/sampling/samples",
                "page",
                new SamplesPage(
                        filters,
                        queries.page(filters),
                        kinds(t),
                        Show.options(t, "monitoring.sample.state.", SampleQueries.STATES.toArray(String[]::new)),
                        access.mayAnywhere(Permission.MONITORING_IMPORT)));
    }

    @GetMapping("/monitoring/samples/export")
    public void export(
            @RequestParam(defaultValue = "csv") String format, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        var rows = Page.all(Filters.of(request), queries::page)
                .map(s -> Sheet.row(
                        s.number(),
                        t.of("monitoring.sampleKind." + s.kind()),
                        s.pointCode(),
                        t.of(s.siteName()),
                        t.time(s.takenAt(), java.time.ZoneId.of(s.zone())),
                        s.takenBy(),
                        s.planCode(),
                        s.round(),
                        s.parentNumber(),
                        t.of(s.laboratoryName()),
                        s.batch(),
                        s.analysedOn(),
                        t.of("monitoring.sample.state." + s.state()),
                        s.voidReason()));
        new Sheet(
                        "samples",
                        Sheet.heads(
                                t,
                                "monitoring.sample.col.",
                                "number",
                                "kind",
                                "point",
                                "site",
                                "takenAt",
                                "takenBy",
                                "plan",
                                "round",
                                "parent",
                                "laboratory",
                                "batch",
                                "analysedOn",
                                "state",
                                "reason"),
                        rows)
                .write(format, response);
    }

    @GetMapping("/monitoring/batches")
    public ModelAndView batches(HttpServletRequest request) {
        var filters = Filters.of(request);
        return new ModelAndView(
                "monitoring/web/sampling/batches", "page", new BatchesPage(filters, queries.batches(filters)));
    }

    @GetMapping("/monitoring/batches/export")
    public void batchExport(
            @RequestParam(defaultValue = "csv") String format, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        var rows = Page.all(Filters.of(request), queries::batches)
                .map(b -> Sheet.row(
                        b.batch(),
                        t.of(b.laboratoryName()),
                        t.of(b.siteName()),
                        b.last(),
                        b.samples(),
                        b.control(),
                        String.join(
                                "; ",
                                b.failed().stream().map(f -> f.sentence(t)).toList())));
        new Sheet(
                        "batches",
                        Sheet.heads(
                                t,
                                "monitoring.batch.col.",
                                "batch",
                                "laboratory",
                                "site",
                                "last",
                                "samples",
                                "control",
                                "failed"),
                        rows)
                .write(format, response);
    }

    @GetMapping("/monitoring/samples/new")
    public ModelAndView form(@RequestParam Map<String, String> params, HttpServletRequest request) {
        if (!access.mayAnywhere(Permission.MONITORING_IMPORT)) {
            throw new NotPermitted(Permission.MONITORING_IMPORT.name());
        }
        var form = Form.of(params);
        if (!form.has("kind")) {
            form.with("kind", "ROUTINE");
        }
        return form(form, request);
    }

    private ModelAndView form(Form form, HttpServletRequest request) {
        Texts t = frames.texts(request);
        PointRow point =
                form.typed("point").matches("\\d{1,9}") ? places.require(Integer.parseInt(form.typed("point"))) : null;
        if (point != null && !form.has("takenAt")) {
            form.with("takenAt", Moments.field(queries.now(), point.zone()));
        }
        return new ModelAndView(
                "monitoring/web/sampling/sampleForm",
                "page",
                new NewPage(
                        form,
                        point,
                        points.points(t),
                        kinds(t),
                        point == null ? Map.of() : queries.parents(point.id()),
                        laboratories.options(t)));
    }

    @PostMapping("/monitoring/samples")
    public ModelAndView take(
            @RequestParam Map<String, String> params, HttpServletRequest request, RedirectAttributes redirect) {
        var form = Form.of(params);
        int id;
        try {
            var point = places.require(form.integer("point", 1, Integer.MAX_VALUE));
            var kind = form.choice("kind", Kind.class);
            var sample = new NewSample(
                    point.id(),
                    form.optionalText("number", 80),
                    kind,
                    kind.hasParent() && form.has("parent") ? form.integer("parent", 1, Integer.MAX_VALUE) : null,
                    form.has("plan") ? form.integer("plan", 1, Integer.MAX_VALUE) : null,
                    form.has("plan") ? form.optionalDate("round") : null,
                    Moments.read(form, "takenAt", point.zone()),
                    form.text("takenBy", 200),
                    form.optionalText("preservation", 200),
                    form.optionalText("note", 2000),
                    form.has("laboratory") ? form.integer("laboratory", 1, Integer.MAX_VALUE) : null,
                    form.optionalText("batch", 80),
                    form.optionalDate("analysedOn"),
                    spikes(form));
            form.check();
            id = samples.take(sample);
        } catch (Invalid e) {
            var again = form(form.ok() ? form.refused(e) : form, request);
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
        Flash.done(redirect, "monitoring.sample.taken");
        return back(id);
    }

    private static List<NewSample.Spike> spikes(Form form) {
        var spikes = new ArrayList<NewSample.Spike>();
        for (String line : form.optionalText("spikes", 4000)
                .lines()
                .map(String::strip)
                .filter(l -> !l.isEmpty())
                .toList()) {
            var match = SPIKE.matcher(line);
            if (match.matches()) {
                spikes.add(new NewSample.Spike(match.group(1), new BigDecimal(match.group(2)), match.group(3)));
            } else {
                form.problem("spikes", "monitoring.sample.invalid.spikeLine", line);
            }
        }
        return spikes;
    }

    private static ModelAndView back(int id) {
        return new ModelAndView("redirect:/monitoring/samples/" + id);
    }

    @GetMapping("/monitoring/samples/{id}")
    public ModelAndView show(@PathVariable int id, HttpServletRequest request) {
        return page(id, "", Form.empty(), request);
    }

    private ModelAndView page(int id, String on, Form form, HttpServletRequest request) {
        Texts t = frames.texts(request);
        var row = queries.require(id);
        var unit = new UnitId(row.unit());
        boolean stands = !row.state().equals("VOID");
        var results = queries.results(id);
        var runs = new java.util.LinkedHashMap<String, String>();
        results.stream()
                .filter(r -> results.stream().anyMatch(o -> o.series() == r.series() && o.run() != r.run()))
                .forEach(r -> runs.put(
                        r.series() + "-" + r.run(),
                        t.of("monitoring.sample.runOf", t.of(r.name()), r.run(), Show.amount(r.shown(t), r.unit()))));
        return new ModelAndView(
                "monitoring/web/sampling/sample",
                "page",
                new SamplePage(
                        row,
                        results,
                        queries.findings(id),
                        queries.failures(List.of(id)).getOrDefault(id, List.of()),
                        queries.custody(row),
                        queries.person(row.enteredBy(), t),
                        queries.person(row.approvedBy(), t),
                        laboratories.options(t),
                        Show.options(t, "monitoring.condition.", "INTACT", "SEAL_BROKEN", "DAMAGED"),
                        runs,
                        on,
                        form,
                        stands && access.may(Permission.MONITORING_IMPORT, unit),
                        stands && access.may(Permission.MONITORING_EDIT, unit)));
    }

    private ModelAndView again(int id, String on, Form form, Invalid problem, HttpServletRequest request) {
        var again = page(id, on, form.ok() ? form.refused(problem) : form, request);
        again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return again;
    }

    /// A step on a sample: what it refuses is told on its page, beside what was typed.
    ///
    /// @param part which of the page's forms was sent
    private ModelAndView step(
            int id,
            String part,
            Form form,
            String done,
            HttpServletRequest request,
            RedirectAttributes redirect,
            Runnable step) {
        try {
            step.run();
            Flash.done(redirect, done);
        } catch (Invalid e) {
            return again(id, part, form, e, request);
        } catch (Conflict e) {
            Flash.refused(redirect, "monitoring.instrument.conflict");
        } catch (Refused e) {
            Flash.refused(redirect, e.key(), e.args());
        }
        return back(id);
    }

    @PostMapping("/monitoring/samples/{id}/analysed")
    public ModelAndView analysed(
            @PathVariable int id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        queries.require(id);
        var form = Form.of(params);
        return step(id, "analysed", form, "monitoring.sample.saved", request, redirect, () -> {
            Integer laboratory = form.has("laboratory") ? form.integer("laboratory", 1, Integer.MAX_VALUE) : null;
            String batch = form.optionalText("batch", 80);
            var on = form.optionalDate("analysedOn");
            form.check();
            samples.analysed(id, form.version(), laboratory, batch, on);
        });
    }

    @PostMapping("/monitoring/samples/{id}/custody")
    public ModelAndView custody(
            @PathVariable int id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        var row = queries.require(id);
        var form = Form.of(params);
        return step(id, "custody", form, "monitoring.sample.handed", request, redirect, () -> {
            var handover = new Handover(
                    form.text("givenBy", 200),
                    form.text("receivedBy", 200),
                    Moments.read(form, "handedAt", row.zone()),
                    form.choice("condition", Condition.class),
                    form.optionalNumber("temperature"),
                    form.optionalText("note", 2000));
            form.check();
            try {
                samples.handOver(id, handover);
            } catch (Invalid e) {
                throw renamed(e);
            }
        });
    }

    /// The verb's fields as this form calls them.
    private static Invalid renamed(Invalid invalid) {
        return new Invalid(invalid.problems().stream()
                .map(p -> new Invalid.Problem(
                        p.field().equals("at") ? "handedAt" : p.field().equals("takenBy") ? "receivedBy" : p.field(),
                        p.key(),
                        p.args()))
                .toList());
    }

    @PostMapping("/monitoring/samples/{id}/approve")
    public ModelAndView approve(@PathVariable int id, HttpServletRequest request, RedirectAttributes redirect) {
        queries.require(id);
        return step(id, "", Form.empty(), "monitoring.sample.approved", request, redirect, () -> samples.approve(id));
    }

    @PostMapping("/monitoring/samples/{id}/reject")
    public ModelAndView reject(
            @PathVariable int id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        queries.require(id);
        var form = Form.of(params);
        return step(id, "reject", form, "monitoring.sample.rejected", request, redirect, () -> {
            String reason = form.text("reason", 2000);
            form.check();
            samples.reject(id, reason);
        });
    }

    @PostMapping("/monitoring/samples/{id}/report")
    public ModelAndView report(
            @PathVariable int id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        queries.require(id);
        var form = Form.of(params);
        return step(id, "report", form, "monitoring.sample.reported", request, redirect, () -> {
            String run = form.text("run", 20);
            String reason = form.text("why", 2000);
            if (!run.matches("\\d{1,9}-\\d{1,4}")) {
                form.problem("run", "ui.form.choice");
            }
            form.check();
            String[] parts = run.split("-");
            samples.report(id, Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), reason);
        });
    }
}
