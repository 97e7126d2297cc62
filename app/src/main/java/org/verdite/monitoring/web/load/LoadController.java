package org.verdite.monitoring.web.load;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.YearMonth;
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
import org.verdite.monitoring.load.LoadRule;
import org.verdite.monitoring.outlet.Loads;
import org.verdite.monitoring.outlet.MonthLoad;
import org.verdite.monitoring.outlet.NewLoadRule;
import org.verdite.monitoring.outlet.StoredLoad;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.shared.UnitId;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Form;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Page;
import org.verdite.ui.list.Sheet;

/// Loads of outlets: the list, one outlet and parameter, which figure counts, and by which rule it is derived.
@Controller
class LoadController {

    record ListPage(
            Filters filters,
            Page<MonthLoad> list,
            int year,
            Map<String, String> years,
            Map<String, String> sites,
            Map<String, String> parameters,
            boolean maySend) {
        boolean filtered() {
            return filters.has("state") || filters.has("site") || filters.has("parameter") || filters.has("month");
        }
    }

    record OutletPage(
            LoadQueries.Outlet outlet,
            String parameter,
            LocalText name,
            int year,
            String known,
            List<MonthLoad> months,
            LoadQueries.Year sum,
            List<Map.Entry<YearMonth, StoredLoad>> revisions,
            Form form,
            boolean mayChoose,
            boolean maySend) {}

    record RulePage(
            LoadQueries.Outlet outlet,
            List<NewLoadRule> rules,
            Form form,
            Map<String, String> flowPoints,
            boolean mayEdit) {}

    private static final BigDecimal USUAL_APART = new BigDecimal("0.05");

    private final LoadQueries queries;
    private final Loads loads;
    private final Access access;
    private final Frames frames;

    LoadController(LoadQueries queries, Loads loads, Access access, Frames frames) {
        this.queries = queries;
        this.loads = loads;
        this.access = access;
        this.frames = frames;
    }

    @GetMapping("/monitoring/loads")
    public ModelAndView list(HttpServletRequest request) {
        Texts t = frames.texts(request);
        var filters = Filters.of(request);
        return new ModelAndView(
                "monitoring/web/load/loads",
                "page",
                new ListPage(
                        filters,
                        queries.page(filters),
                        queries.year(filters),
                        queries.years(),
                        queries.sites(t),
                        queries.parameters(t),
                        access.mayAnywhere(Permission.MONITORING_IMPORT)));
    }

    @GetMapping("/monitoring/loads/export")
    public void export(
            @RequestParam(defaultValue = "csv") String format, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        var heads = Sheet.heads(
                t,
                "monitoring.load.col.",
                "month",
                "site",
                "point",
                "code",
                "parameter",
                "derived",
                "sent",
                "difference",
                "counts",
                "counted",
                "state",
                "present",
                "filled",
                "needed",
                "results",
                "notDetected",
                "leftOut",
                "method",
                "gap",
                "nonDetect",
                "source");
        var rows = Page.all(Filters.of(request), queries::page).map(l -> row(l, t));
        new Sheet("loads", heads, rows).write(format, response);
    }

    private static List<@Nullable Object> row(MonthLoad l, Texts t) {
        var d = l.derived();
        var s = l.sent();
        var rule = d == null ? null : d.rule();
        var counted = l.counted();
        return Sheet.row(
                l.month().toString(),
                t.of(l.siteName()),
                l.pointCode(),
                l.parameter(),
                t.of(l.parameterName()),
                d == null ? null : d.kilograms(),
                s == null ? null : s.kilograms(),
                l.difference(),
                counted == null ? "" : t.of("monitoring.load.kind." + counted.kind()),
                l.kilograms(),
                t.of("monitoring.load.state." + l.state()),
                d == null ? null : d.present(),
                d == null ? null : d.filled(),
                d == null ? null : d.needed(),
                d == null ? null : d.results(),
                d == null ? null : d.notDetected(),
                d == null ? null : d.leftOut(),
                rule == null ? "" : t.of("monitoring.load.method." + rule.method()),
                rule == null ? "" : t.of("monitoring.load.gap." + rule.gap()),
                rule == null ? "" : t.of("monitoring.load.nonDetect." + rule.nonDetect()),
                s == null ? "" : t.of("monitoring.load.source." + s.source()));
    }

    @GetMapping("/monitoring/loads/{point:\\d{1,9}}/{parameter}")
    public ModelAndView show(
            @PathVariable int point,
            @PathVariable String parameter,
            @RequestParam(required = false) @Nullable String year,
            @RequestParam(defaultValue = "") String known) {
        return page(point, parameter, year, known, Form.empty().with("known", known));
    }

    private ModelAndView page(int point, String parameter, @Nullable String year, String known, Form form) {
        var outlet = queries.require(point);
        int asked = year == null || year.isBlank() ? queries.lastYear() : year(year);
        var months = queries.months(point, parameter, asked, LoadQueries.known(known));
        return new ModelAndView(
                "monitoring/web/load/load",
                "page",
                new OutletPage(
                        outlet,
                        parameter,
                        queries.parameter(parameter),
                        asked,
                        known,
                        months,
                        LoadQueries.year(asked, months),
                        queries.revisions(point, parameter, asked),
                        form,
                        known.isBlank() && access.may(Permission.MONITORING_EDIT, new UnitId(outlet.unit())),
                        known.isBlank() && access.may(Permission.MONITORING_IMPORT, new UnitId(outlet.unit()))));
    }

    private static int year(String text) {
        if (!text.matches("(19|20|21)\\d\\d")) {
            throw new Invalid("year", "ui.form.number", text);
        }
        return Integer.parseInt(text);
    }

    @PostMapping("/monitoring/loads/{point:\\d{1,9}}/{parameter}/choice")
    public ModelAndView choose(
            @PathVariable int point,
            @PathVariable String parameter,
            @RequestParam Map<String, String> params,
            RedirectAttributes redirect) {
        var form = Form.of(params);
        queries.require(point);
        String year = form.typed("year");
        try {
            var month = form.month("month");
            String counts = form.text("counts", 10);
            String reason = form.text("reason", 500);
            form.check();
            loads.choose(point, parameter, month, counts, reason);
            year = String.valueOf(month.getYear());
        } catch (Invalid e) {
            var again = page(
                    point,
                    parameter,
                    year.matches("(19|20|21)\\d\\d") ? year : null,
                    "",
                    form.ok() ? form.refused(e) : form);
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
        Flash.done(redirect, "monitoring.load.chosen");
        return new ModelAndView("redirect:/monitoring/loads/" + point + "/" + parameter + "?year=" + year);
    }

    @GetMapping("/monitoring/points/{id}/load-rule")
    public ModelAndView rule(
            @PathVariable int id, @RequestParam(defaultValue = "") String parameter, HttpServletRequest request) {
        return rule(id, filled(loads.rules(id), parameter), request);
    }

    private static Form filled(List<NewLoadRule> rules, String parameter) {
        var form = Form.empty().with("parameter", parameter);
        var rule = rules.stream().filter(r -> r.parameter().equals(parameter)).findFirst();
        if (rule.isEmpty()) {
            return form.with("method", "STANDS")
                    .with("gap", "NONE")
                    .with("nonDetect", "ZERO")
                    .with("apart", "5")
                    .with("counts", "DERIVED");
        }
        var r = rule.get();
        return form.with("method", r.rule().method())
                .with("gap", r.rule().gap())
                .with("nonDetect", r.rule().nonDetect())
                .with("flowPoint", r.flowPoint())
                .with("apart", r.apart().movePointRight(2).stripTrailingZeros().toPlainString())
                .with("counts", r.counts())
                .with("reason", r.reason());
    }

    private ModelAndView rule(int point, Form form, HttpServletRequest request) {
        var outlet = queries.require(point);
        return new ModelAndView(
                "monitoring/web/load/loadRule",
                "page",
                new RulePage(
                        outlet,
                        loads.rules(point),
                        form,
                        queries.flowPoints(outlet.site(), frames.texts(request)),
                        access.may(Permission.MONITORING_EDIT, new UnitId(outlet.unit()))));
    }

    @PostMapping("/monitoring/points/{id}/load-rule")
    public ModelAndView rule(
            @PathVariable int id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        var form = Form.of(params);
        try {
            var apart = form.optionalNumber("apart");
            var rule = new NewLoadRule(
                    id,
                    form.optionalText("parameter", 40),
                    new LoadRule(
                            form.choice("method", LoadRule.Method.class),
                            form.choice("gap", LoadRule.Gap.class),
                            form.choice("nonDetect", LoadRule.NonDetect.class)),
                    form.has("flowPoint") ? form.integer("flowPoint", 1, Integer.MAX_VALUE) : null,
                    apart == null ? USUAL_APART : apart.movePointLeft(2),
                    form.text("counts", 10),
                    form.optionalText("reason", 500));
            form.check();
            loads.state(rule);
        } catch (Invalid e) {
            var again = rule(id, form.ok() ? form.refused(e) : form, request);
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
        Flash.done(redirect, "monitoring.load.ruleStated");
        return new ModelAndView("redirect:/monitoring/points/" + id + "/load-rule");
    }
}
