package org.verdite.obligations.web;

import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.obligations.LimitKind;
import org.verdite.obligations.LimitRegister;
import org.verdite.obligations.LimitRehearsal;
import org.verdite.obligations.LimitRehearsal.Difference;
import org.verdite.obligations.NewLimit;
import org.verdite.obligations.NonDetectRule;
import org.verdite.obligations.Operator;
import org.verdite.obligations.Ranked;
import org.verdite.obligations.RoundingBasis;
import org.verdite.obligations.web.SetQueries.LimitRow;
import org.verdite.obligations.web.SetQueries.SetRow;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.shared.NonDetects;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Form;

/// Forms that enter, change, correct and close limits. Nothing is overwritten.
@Controller
class LimitController {

    record LimitPage(
            SetRow set,
            Form form,
            Map<String, String> kinds,
            Map<String, String> statistics,
            Map<String, String> operators,
            Map<String, String> roundings,
            Map<String, String> nonDetects,
            Map<String, String> inMeans,
            Map<String, String> parts,
            FormulaForm.@Nullable Tried tried) {}

    /// @param now the revision that holds instead, when somebody changed it meanwhile
    record ChangePage(SetRow set, LimitRow limit, @Nullable LimitRow now, Form form) {}

    /// @param action where the same is sent again once it is accepted, with what was sent
    record DifferencePage(String action, SetRow set, Map<String, String> sent, Difference difference) {}

    private final SetQueries queries;
    private final LimitRegister register;
    private final ObjectProvider<LimitRehearsal> rehearsals;
    private final Frames frames;

    LimitController(
            SetQueries queries, LimitRegister register, ObjectProvider<LimitRehearsal> rehearsals, Frames frames) {
        this.queries = queries;
        this.register = register;
        this.rehearsals = rehearsals;
        this.frames = frames;
    }

    @GetMapping("/obligations/sets/{id}/limits/new")
    public ModelAndView form(@PathVariable long id, HttpServletRequest request) {
        var set = queries.require(id);
        var form = Form.empty()
                .with("kind", set.permit() ? "COMPLIANCE" : "OBJECTIVE")
                .with("operator", "MAX")
                .with("rounding", "NONE")
                .with("nonDetect", "LEVEL_DECIDES")
                .with("from", set.from());
        return form(set, form, null, request);
    }

    private ModelAndView form(SetRow set, Form form, FormulaForm.@Nullable Tried tried, HttpServletRequest request) {
        Texts t = frames.texts(request);
        return new ModelAndView(
                "obligations/web/limitForm",
                "page",
                new LimitPage(
                        set,
                        form,
                        options(t, "obligations.kind.", "COMPLIANCE", "OBJECTIVE", "TRIGGER", "DESIGN"),
                        options(t, "obligations.statistic.", LimitRegister.STATISTICS.toArray(String[]::new)),
                        options(t, "obligations.operator.", "MAX", "MIN", "RANGE", "NOT_DETECTED"),
                        options(t, "obligations.rounding.", "NONE", "LIMIT_DIGITS"),
                        options(t, "obligations.nonDetect.", "LEVEL_DECIDES", "WITHIN"),
                        options(t, "obligations.inMean.", "ZERO", "HALF", "FULL"),
                        options(t, "obligations.parts.", Ranked.PARTS.toArray(String[]::new)),
                        tried));
    }

    private static Map<String, String> options(Texts t, String prefix, String... codes) {
        var options = new LinkedHashMap<String, String>();
        for (String code : codes) {
            options.put(code, t.of(prefix + code));
        }
        return options;
    }

    @PostMapping("/obligations/sets/{id}/limits")
    public ModelAndView add(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        var form = Form.of(params);
        if (form.typed("do").equals("try")) {
            return form(queries.require(id), form, FormulaForm.tried(form), request);
        }
        try {
            var limit = read(id, form);
            form.check();
            var difference = difference(form, () -> register.addLimit(limit));
            if (difference != null) {
                return difference("/obligations/sets/" + id + "/limits", queries.require(id), params, difference);
            }
            register.addLimit(limit);
        } catch (Invalid e) {
            var again = form(queries.require(id), form.ok() ? form.refused(e) : form, null, request);
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
        Flash.done(redirect, "obligations.limit.added");
        return new ModelAndView("redirect:/obligations/sets/" + id);
    }

    /// What judging would say otherwise; null when it would not, or when that was seen and accepted.
    private @Nullable Difference difference(Form form, Runnable change) {
        var rehearsal = rehearsals.getIfAvailable();
        if (rehearsal == null || form.typed("accept").equals("true")) {
            return null;
        }
        var difference = rehearsal.rehearse(change);
        return difference.none() ? null : difference;
    }

    private static ModelAndView difference(
            String action, SetRow set, Map<String, String> params, Difference difference) {
        var sent = new LinkedHashMap<>(params);
        sent.remove("_csrf");
        return new ModelAndView(
                "obligations/web/limitDifference", "page", new DifferencePage(action, set, sent, difference));
    }

    private static NewLimit read(long set, Form form) {
        var operator = form.choice("operator", Operator.class);
        BigDecimal share = form.optionalNumber("warning");
        if (share != null && (share.signum() <= 0 || share.compareTo(BigDecimal.valueOf(100)) >= 0)) {
            form.problem("warning", "ui.form.range", 1, 99);
        }
        String parameter = form.text("parameter", 40);
        if (!parameter.isEmpty() && !parameter.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,39}")) {
            form.problem("parameter", "obligations.invalid.parameter", parameter);
        }
        return new NewLimit(
                set,
                form.choice("kind", LimitKind.class),
                parameter,
                form.has("name.en") || form.has("name.zh") ? form.texts("name", 200) : LocalText.of("en", parameter),
                form.optionalText("fraction", 20),
                form.optionalText("basis", 40),
                form.text("statistic", 20),
                operator,
                operator == Operator.MAX || operator == Operator.NOT_DETECTED ? null : form.optionalNumber("lower"),
                operator == Operator.MIN || operator == Operator.NOT_DETECTED ? null : form.optionalNumber("upper"),
                form.optionalText("measure", 40),
                share == null ? null : share.movePointLeft(2),
                form.choice("rounding", RoundingBasis.class),
                form.choice("nonDetect", NonDetectRule.class),
                minimum(form),
                null,
                form.optionalText("pointClass", 80),
                form.optionalText("pointCode", 40),
                form.optionalText("clause", 80),
                form.date("from"),
                form.optionalDate("to"),
                "",
                false,
                FormulaForm.window(form)
                        .in(
                                form.optionalText("season", 11),
                                form.has("nonDetects") ? form.choice("nonDetects", NonDetects.class) : NonDetects.HALF)
                        .of(RankedForm.ranked(form)));
    }

    private static int minimum(Form form) {
        var least = form.optionalNumber("minimum");
        if (least == null) {
            return 1;
        }
        if (least.signum() <= 0
                || least.compareTo(BigDecimal.valueOf(1000)) > 0
                || least.stripTrailingZeros().scale() > 0) {
            form.problem("minimum", "ui.form.range", 1, 1000);
            return 1;
        }
        return least.intValueExact();
    }

    @GetMapping("/obligations/limits/{revision}")
    public ModelAndView change(@PathVariable long revision) {
        var limit = queries.limit(revision);
        var form = Form.empty()
                .with("lower", limit.lower())
                .with("upper", limit.upper())
                .with("formula", limit.window().formula())
                .with("clause", limit.clause());
        return page(limit, form, HttpStatus.OK);
    }

    private ModelAndView page(LimitRow limit, Form form, HttpStatus status) {
        var now = queries.current(limit.id(), limit.from());
        var page = new ModelAndView(
                "obligations/web/limitChange",
                "page",
                new ChangePage(
                        queries.require(limit.setId()),
                        limit,
                        now == null || now.revision() == limit.revision() ? null : now,
                        form));
        page.setStatus(status);
        return page;
    }

    /// @param how `change` from a day on, `correct` what was entered wrongly, or `close`
    @PostMapping("/obligations/limits/{revision}")
    public ModelAndView change(
            @PathVariable long revision,
            @RequestParam String how,
            @RequestParam Map<String, String> params,
            RedirectAttributes redirect) {
        var limit = queries.limit(revision);
        var form = Form.of(params);
        try {
            LocalDate day = how.equals("correct") ? LocalDate.EPOCH : form.date("from");
            BigDecimal lower = form.optionalNumber("lower");
            BigDecimal upper = form.optionalNumber("upper");
            String formula =
                    limit.window().formula().isEmpty() || how.equals("close") ? "" : form.text("formula", 2000);
            String clause = form.optionalText("clause", 80);
            form.check();
            Runnable change = switch (how) {
                case "change" -> () -> register.change(revision, day, lower, upper, formula, clause);
                case "correct" -> () -> register.correct(revision, lower, upper, formula, clause);
                case "close" -> () -> register.close(revision, day);
                default -> throw new Invalid("how", "ui.form.choice");
            };
            var difference = difference(form, change);
            if (difference != null) {
                return difference(
                        "/obligations/limits/" + revision, queries.require(limit.setId()), params, difference);
            }
            change.run();
        } catch (Invalid e) {
            return page(limit, form.ok() ? form.refused(e) : form, HttpStatus.UNPROCESSABLE_CONTENT);
        } catch (Conflict e) {
            form.problem("", "ui.conflict.again");
            return page(limit, form, HttpStatus.CONFLICT);
        }
        Flash.done(redirect, "obligations.limit." + how);
        return new ModelAndView("redirect:/obligations/sets/" + limit.setId());
    }
}
