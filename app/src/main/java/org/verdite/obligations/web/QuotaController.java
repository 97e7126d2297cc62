package org.verdite.obligations.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
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
import org.verdite.obligations.NewQuota;
import org.verdite.obligations.Quotas;
import org.verdite.obligations.web.QuotaQueries.QuotaRow;
import org.verdite.obligations.web.SetQueries.SetRow;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotHere;
import org.verdite.shared.UnitId;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Form;
import org.verdite.ui.list.Sheet;

/// Quotas of a permit, and forms that enter, change, correct and close them. Nothing is overwritten.
@Controller
class QuotaController {

    record QuotasPage(
            SetRow set,
            List<QuotaRow> quotas,
            Form form,
            Map<String, String> periods,
            boolean mayEdit,
            LocalDate today,
            String known) {}

    /// @param changed true when somebody changed it meanwhile
    record QuotaPage(SetRow set, QuotaRow quota, long current, boolean changed, Form form) {}

    private static final BigDecimal USUAL_WARNING = new BigDecimal("0.8");

    private final SetQueries sets;
    private final QuotaQueries queries;
    private final Quotas quotas;
    private final Access access;
    private final Frames frames;
    private final Clock clock;

    QuotaController(SetQueries sets, QuotaQueries queries, Quotas quotas, Access access, Frames frames, Clock clock) {
        this.sets = sets;
        this.queries = queries;
        this.quotas = quotas;
        this.access = access;
        this.frames = frames;
        this.clock = clock;
    }

    @GetMapping("/obligations/sets/{id}/quotas")
    public ModelAndView list(
            @PathVariable long id, @RequestParam(required = false) @Nullable String known, HttpServletRequest request) {
        return page(id, Form.empty().with("known", known).with("period", "YEAR").with("measure", "t"), known, request);
    }

    private ModelAndView page(long id, Form form, @Nullable String day, HttpServletRequest request) {
        var known = SetQueries.known(day);
        var set = sets.require(id, known);
        if (set.unitId() == null) {
            throw new NotHere("permit " + id);
        }
        return new ModelAndView(
                "obligations/web/quotas",
                "page",
                new QuotasPage(
                        set,
                        queries.of(id, known),
                        form,
                        periods(frames.texts(request)),
                        known == null && access.may(Permission.OBLIGATIONS_EDIT, new UnitId(set.unitId())),
                        LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC),
                        known == null ? "" : String.valueOf(day)));
    }

    @GetMapping("/obligations/sets/{id}/quotas/export")
    public void export(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String known,
            @RequestParam(defaultValue = "csv") String format,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        var moment = SetQueries.known(known);
        var set = sets.require(id, moment);
        new Sheet(
                        "quotas-" + set.code(),
                        List.of(
                                t.of("obligations.col.parameter"),
                                t.of("obligations.column.parameter_code"),
                                t.of("obligations.quota.point"),
                                t.of("obligations.quota.amount"),
                                t.of("obligations.quota.unit"),
                                t.of("obligations.quota.period"),
                                t.of("obligations.quota.warning"),
                                t.of("obligations.col.from"),
                                t.of("obligations.col.to"),
                                t.of("obligations.col.clause")),
                        queries.of(id, moment).stream()
                                .map(q -> Sheet.row(
                                        t.of(q.parameterName()),
                                        q.parameter(),
                                        q.pointCode(),
                                        q.amount(),
                                        q.unit(),
                                        t.of("obligations.period." + q.period()),
                                        q.warning(),
                                        q.from(),
                                        q.to(),
                                        q.clause())))
                .write(format, response);
    }

    private static Map<String, String> periods(Texts t) {
        var options = new LinkedHashMap<String, String>();
        Quotas.PERIODS.forEach(p -> options.put(p, t.of("obligations.period." + p)));
        return options;
    }

    @PostMapping("/obligations/sets/{id}/quotas")
    public ModelAndView add(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        var form = Form.of(params);
        try {
            var quota = read(id, form);
            form.check();
            quotas.add(quota);
        } catch (Invalid e) {
            var again = page(id, form.ok() ? form.refused(e) : form, null, request);
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
        Flash.done(redirect, "obligations.quota.added");
        return new ModelAndView("redirect:/obligations/sets/" + id + "/quotas");
    }

    private static NewQuota read(long permit, Form form) {
        String parameter = form.text("parameter", 40);
        var share = form.optionalNumber("warning");
        return new NewQuota(
                permit,
                parameter,
                form.has("name.en") || form.has("name.zh") ? form.texts("name", 200) : LocalText.of("en", parameter),
                form.number("amount"),
                form.text("measure", 20),
                form.text("period", 10),
                form.optionalText("pointCode", 40),
                share == null ? USUAL_WARNING : share.movePointLeft(2),
                form.optionalText("clause", 80),
                form.date("from"),
                form.optionalDate("to"));
    }

    @GetMapping("/obligations/quotas/{revision}")
    public ModelAndView change(@PathVariable long revision) {
        var quota = queries.require(revision);
        return page(
                quota,
                Form.empty()
                        .with("amount", quota.amount().stripTrailingZeros().toPlainString())
                        .with("clause", quota.clause()),
                HttpStatus.OK);
    }

    private ModelAndView page(QuotaRow quota, Form form, HttpStatus status) {
        long current = queries.current(quota);
        var page = new ModelAndView(
                "obligations/web/quotaChange",
                "page",
                new QuotaPage(sets.require(quota.permit()), quota, current, current != quota.revision(), form));
        page.setStatus(status);
        return page;
    }

    /// @param how `change` from a day on, `correct` what was entered wrongly, or `close`
    @PostMapping("/obligations/quotas/{revision}")
    public ModelAndView change(
            @PathVariable long revision,
            @RequestParam String how,
            @RequestParam Map<String, String> params,
            RedirectAttributes redirect) {
        var quota = queries.require(revision);
        var form = Form.of(params);
        try {
            LocalDate day = how.equals("correct") ? LocalDate.EPOCH : form.date("from");
            BigDecimal amount = how.equals("close") ? quota.amount() : form.number("amount");
            String clause = form.optionalText("clause", 80);
            form.check();
            switch (how) {
                case "change" -> quotas.change(revision, day, amount, clause);
                case "correct" -> quotas.correct(revision, amount, clause);
                case "close" -> quotas.close(revision, day);
                default -> throw new Invalid("how", "ui.form.choice");
            }
        } catch (Invalid e) {
            return page(quota, form.ok() ? form.refused(e) : form, HttpStatus.UNPROCESSABLE_CONTENT);
        } catch (Conflict e) {
            form.problem("", "ui.conflict.again");
            return page(quota, form, HttpStatus.CONFLICT);
        }
        Flash.done(redirect, "obligations.quota.done." + how);
        return new ModelAndView("redirect:/obligations/sets/" + quota.permit() + "/quotas");
    }
}
