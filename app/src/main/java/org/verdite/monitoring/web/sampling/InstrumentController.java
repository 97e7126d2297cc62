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
import org.verdite.monitoring.equipment.Instruments;
import org.verdite.monitoring.equipment.NewCalibration;
import org.verdite.monitoring.equipment.NewCalibration.Result;
import org.verdite.monitoring.equipment.NewInstrument;
import org.verdite.monitoring.web.Moments;
import org.verdite.monitoring.web.Show;
import org.verdite.monitoring.web.sampling.InstrumentQueries.Calibration;
import org.verdite.monitoring.web.sampling.InstrumentQueries.InstrumentRow;
import org.verdite.monitoring.web.sampling.InstrumentQueries.Maintenance;
import org.verdite.monitoring.web.sampling.InstrumentQueries.Range;
import org.verdite.monitoring.web.sampling.InstrumentQueries.Unfit;
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

/// Instruments: the list, one with its calibrations and maintenance, and the values measured without a valid one.
@Controller
class InstrumentController {

    record InstrumentsPage(Filters filters, Page<InstrumentRow> list, Map<String, String> states, boolean mayAdd) {
        boolean filtered() {
            return filters.has("state") || filters.has("point") || filters.has("q");
        }
    }

    record NewPage(Form form, Map<String, String> points) {}

    /// @param on what the form of the page is about: `calibration`, `maintenance`, `service`, or nothing
    record InstrumentPage(
            InstrumentRow row,
            List<Range> ranges,
            List<Calibration> calibrations,
            List<Maintenance> maintenances,
            String on,
            Form form,
            boolean mayRecord,
            boolean mayEdit) {

        Form formOf(String part) {
            return part.equals(on) ? form : Form.empty();
        }
    }

    record UnfitPage(Filters filters, int year, List<Unfit> rows) {
        long values() {
            return rows.stream().mapToLong(Unfit::values).sum();
        }
    }

    /// `w01018`, `w01018 0–200 mg/L`
    private static final Pattern LINE = Pattern.compile(
            "(\\S+)(?:\\s+(-?\\d+(?:\\.\\d+)?)\\s*(?:[–~]|\\.\\.|-|to)\\s*(-?\\d+(?:\\.\\d+)?)\\s*(\\S*))?");

    private final InstrumentQueries queries;
    private final Instruments instruments;
    private final Access access;
    private final Frames frames;

    InstrumentController(InstrumentQueries queries, Instruments instruments, Access access, Frames frames) {
        this.queries = queries;
        this.instruments = instruments;
        this.access = access;
        this.frames = frames;
    }

    @GetMapping("/monitoring/instruments")
    public ModelAndView list(HttpServletRequest request) {
        Texts t = frames.texts(request);
        var filters = Filters.of(request);
        return new ModelAndView(
                "monitoring/web/sampling/instruments",
                "page",
                new InstrumentsPage(
                        filters,
                        queries.page(filters),
                        Show.options(t, "monitoring.instrument.state.", Instruments.STATES.toArray(String[]::new)),
                        access.mayAnywhere(Permission.MONITORING_EDIT)));
    }

    @GetMapping("/monitoring/instruments/export")
    public void export(
            @RequestParam(defaultValue = "csv") String format, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        var heads = Sheet.heads(
                t,
                "monitoring.instrument.col.",
                "code",
                "maker",
                "model",
                "serial",
                "point",
                "site",
                "parameters",
                "from",
                "to",
                "state",
                "since");
        var rows = Page.all(Filters.of(request), queries::page)
                .map(i -> Sheet.row(
                        i.code(),
                        i.maker(),
                        i.model(),
                        i.serial(),
                        i.pointCode(),
                        t.of(i.siteName()),
                        i.parameters(),
                        i.from(),
                        i.to(),
                        i.word(t),
                        i.since()));
        new Sheet("instruments", heads, rows).write(format, response);
    }

    @GetMapping("/monitoring/unfit")
    public ModelAndView unfit(HttpServletRequest request) {
        var filters = Filters.of(request);
        return new ModelAndView(
                "monitoring/web/sampling/unfit",
                "page",
                new UnfitPage(filters, queries.year(filters), queries.unfit(filters)));
    }

    @GetMapping("/monitoring/unfit/export")
    public void unfitExport(
            @RequestParam(defaultValue = "csv") String format, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        var filters = Filters.of(request);
        new Sheet(
                        "unfit-" + queries.year(filters),
                        Sheet.heads(
                                t,
                                "monitoring.unfit.col.",
                                "month",
                                "point",
                                "parameter",
                                "values",
                                "all",
                                "first",
                                "last",
                                "why"),
                        queries.unfit(filters).stream()
                                .map(u -> Sheet.row(
                                        u.month().toString(),
                                        u.pointCode(),
                                        t.of(u.parameter()),
                                        u.values(),
                                        u.all(),
                                        u.first(),
                                        u.last(),
                                        u.why(t))))
                .write(format, response);
    }

    private void requireAnywhere() {
        if (!access.mayAnywhere(Permission.MONITORING_EDIT)) {
            throw new NotPermitted(Permission.MONITORING_EDIT.name());
        }
    }

    @GetMapping("/monitoring/instruments/new")
    public ModelAndView form(@RequestParam(defaultValue = "") String point, HttpServletRequest request) {
        requireAnywhere();
        return form(Form.empty().with("point", point), request);
    }

    private ModelAndView form(Form form, HttpServletRequest request) {
        return new ModelAndView(
                "monitoring/web/sampling/instrumentForm",
                "page",
                new NewPage(form, queries.points(frames.texts(request))));
    }

    @PostMapping("/monitoring/instruments")
    public ModelAndView add(
            @RequestParam Map<String, String> params, HttpServletRequest request, RedirectAttributes redirect) {
        requireAnywhere();
        var form = Form.of(params);
        int id;
        try {
            var instrument = new NewInstrument(
                    form.integer("point", 1, Integer.MAX_VALUE),
                    form.text("code", 40),
                    form.optionalText("maker", 120),
                    form.optionalText("model", 120),
                    form.optionalText("serial", 120),
                    form.date("from"),
                    form.optionalText("note", 2000),
                    ranges(form));
            form.check();
            id = instruments.add(instrument);
        } catch (Invalid e) {
            var again = form(form.ok() ? form.refused(e) : form, request);
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
        Flash.done(redirect, "monitoring.instrument.added");
        return new ModelAndView("redirect:/monitoring/instruments/" + id);
    }

    private static List<NewInstrument.Range> ranges(Form form) {
        var ranges = new ArrayList<NewInstrument.Range>();
        for (String line : form.text("ranges", 4000)
                .lines()
                .map(String::strip)
                .filter(l -> !l.isEmpty())
                .toList()) {
            var match = LINE.matcher(line);
            if (!match.matches()) {
                form.problem("ranges", "monitoring.instrument.invalid.line", line);
                continue;
            }
            ranges.add(new NewInstrument.Range(
                    match.group(1),
                    match.group(2) == null ? null : new BigDecimal(match.group(2)),
                    match.group(3) == null ? null : new BigDecimal(match.group(3)),
                    match.group(4) == null ? "" : match.group(4)));
        }
        return ranges;
    }

    @GetMapping("/monitoring/instruments/{id}")
    public ModelAndView show(@PathVariable int id) {
        return page(id, "", Form.empty());
    }

    private ModelAndView page(int id, String on, Form form) {
        var row = queries.require(id);
        var unit = new UnitId(row.unit());
        return new ModelAndView(
                "monitoring/web/sampling/instrument",
                "page",
                new InstrumentPage(
                        row,
                        queries.ranges(id),
                        queries.calibrations(id),
                        queries.maintenances(id),
                        on,
                        form,
                        access.may(Permission.MONITORING_IMPORT, unit),
                        access.may(Permission.MONITORING_EDIT, unit)));
    }

    private ModelAndView again(int id, String on, Form form, Invalid problem) {
        var again = page(id, on, form.ok() ? form.refused(problem) : form);
        again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return again;
    }

    private static ModelAndView back(int id) {
        return new ModelAndView("redirect:/monitoring/instruments/" + id);
    }

    @PostMapping("/monitoring/instruments/{id}/calibrations")
    public ModelAndView calibrate(
            @PathVariable int id, @RequestParam Map<String, String> params, RedirectAttributes redirect) {
        queries.require(id);
        var form = Form.of(params);
        try {
            var calibration = new NewCalibration(
                    form.date("on"),
                    form.text("by", 200),
                    form.choice("result", Result.class),
                    form.optionalDate("until"),
                    form.optionalNumber("zeroDrift"),
                    form.optionalNumber("spanDrift"),
                    form.optionalText("certificate", 120),
                    form.optionalText("note", 2000));
            form.check();
            instruments.calibrate(id, calibration);
        } catch (Invalid e) {
            return again(id, "calibration", form, e);
        }
        Flash.done(redirect, "monitoring.instrument.calibrated");
        return back(id);
    }

    @PostMapping("/monitoring/instruments/{id}/calibrations/{calibration}/withdraw")
    public ModelAndView withdraw(
            @PathVariable int id,
            @PathVariable int calibration,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes redirect) {
        queries.require(id);
        return step(
                id, "monitoring.instrument.withdrawn", redirect, () -> instruments.withdraw(id, calibration, reason));
    }

    @PostMapping("/monitoring/instruments/{id}/maintenance")
    public ModelAndView maintain(
            @PathVariable int id, @RequestParam Map<String, String> params, RedirectAttributes redirect) {
        var row = queries.require(id);
        var form = Form.of(params);
        try {
            var from = Moments.read(form, "began", row.zone());
            var to = Moments.optional(form, "ended", row.zone());
            String what = form.text("what", 500);
            String by = form.optionalText("doneBy", 200);
            form.check();
            instruments.maintain(id, from, to, what, by);
        } catch (Invalid e) {
            return again(id, "maintenance", form, e);
        }
        Flash.done(redirect, "monitoring.instrument.maintained");
        return back(id);
    }

    @PostMapping("/monitoring/instruments/{id}/maintenance/{maintenance}/end")
    public ModelAndView endMaintenance(
            @PathVariable int id, @PathVariable int maintenance, RedirectAttributes redirect) {
        queries.require(id);
        return step(
                id,
                "monitoring.instrument.maintenanceOver",
                redirect,
                () -> instruments.endMaintenance(id, maintenance, queries.now()));
    }

    @PostMapping("/monitoring/instruments/{id}/serve")
    public ModelAndView serve(
            @PathVariable int id, @RequestParam Map<String, String> params, RedirectAttributes redirect) {
        queries.require(id);
        var form = Form.of(params);
        try {
            var to = form.optionalDate("to");
            String note = form.optionalText("note", 2000);
            form.check();
            instruments.serve(id, form.version(), to, note);
        } catch (Invalid e) {
            return again(id, "service", form, e);
        } catch (Conflict e) {
            Flash.refused(redirect, "monitoring.instrument.conflict");
            return back(id);
        }
        Flash.done(redirect, "monitoring.instrument.saved");
        return back(id);
    }

    /// One button: what can't be taken is said at the head of the page.
    private static ModelAndView step(int id, String done, RedirectAttributes redirect, Runnable step) {
        try {
            step.run();
            Flash.done(redirect, done);
        } catch (Refused e) {
            Flash.refused(redirect, e.key(), e.args());
        } catch (Invalid e) {
            var problem = e.problems().getFirst();
            Flash.refused(redirect, "monitoring.refused.field", problem.field());
        }
        return back(id);
    }

    static @Nullable BigDecimal shown(@Nullable BigDecimal number) {
        return number == null ? null : number.stripTrailingZeros();
    }
}
