package org.verdite.monitoring.web.screening;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
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
import org.verdite.monitoring.screening.Cause;
import org.verdite.monitoring.screening.NewSuppression;
import org.verdite.monitoring.screening.Suppressions;
import org.verdite.monitoring.web.ExceedanceQueries;
import org.verdite.monitoring.web.SeriesQueries;
import org.verdite.monitoring.web.SeriesQueries.SeriesHead;
import org.verdite.monitoring.web.screening.SuppressionQueries.Suppression;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Invalid;
import org.verdite.shared.Refused;
import org.verdite.shared.UnitId;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.State;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Ask;
import org.verdite.ui.form.Form;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Page;
import org.verdite.ui.list.Sheet;

/// Results that are taken out of judging, from the proposal to the lifting.
@Controller
class SuppressionController {

    record SuppressionsPage(
            Filters filters, Page<Suppression> list, Map<String, String> causes, Map<String, String> sites) {
        String view() {
            return SuppressionQueries.view(filters);
        }
    }

    /// @param ask what the reader may do now; null for nothing
    /// @param stillOut others that leave out results of one that is lifted
    record SuppressionPage(
            Suppression suppression,
            List<Integer> stillOut,
            @Nullable Ask ask,
            boolean mayApprove,
            @Nullable String refused) {}

    /// Typed for results without a sample number, as an empty field stands for any.
    private static final String WITHOUT = "-";

    record NewPage(SeriesHead series, Ask ask, @Nullable String refused) {}

    private static final String BASE = "/monitoring/suppressions";

    private final SuppressionQueries queries;
    private final SeriesQueries series;
    private final ExceedanceQueries sites;
    private final Suppressions suppressions;
    private final Access access;
    private final Frames frames;

    SuppressionController(
            SuppressionQueries queries,
            SeriesQueries series,
            ExceedanceQueries sites,
            Suppressions suppressions,
            Access access,
            Frames frames) {
        this.queries = queries;
        this.series = series;
        this.sites = sites;
        this.suppressions = suppressions;
        this.access = access;
        this.frames = frames;
    }

    static State sign(String state) {
        return switch (state) {
            case "PROPOSED" -> State.OPEN;
            case "APPROVED" -> State.UNKNOWN;
            default -> State.IDLE;
        };
    }

    @GetMapping(BASE)
    public ModelAndView list(HttpServletRequest request) {
        Texts t = frames.texts(request);
        var filters = Filters.of(request);
        return new ModelAndView(
                "monitoring/web/screening/suppressions",
                "page",
                new SuppressionsPage(filters, queries.page(filters, t), causes(t), sites.sites(t)));
    }

    private static Map<String, String> causes(Texts t) {
        var causes = new LinkedHashMap<String, String>();
        for (Cause cause : Cause.values()) {
            causes.put(cause.name(), t.of("monitoring.suppress.cause." + cause));
        }
        return causes;
    }

    @GetMapping(BASE + "/export")
    public void export(
            @RequestParam(defaultValue = "csv") String format, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        var heads = Sheet.heads(
                t,
                "monitoring.suppress.col.",
                "what",
                "site",
                "span",
                "only",
                "results",
                "exceeding",
                "cause",
                "reason",
                "proposed",
                "proposedAt",
                "state",
                "decided",
                "decidedAt");
        var rows = Page.all(Filters.of(request), f -> queries.page(f, t))
                .map(s -> Sheet.row(
                        s.of().title(t),
                        t.of(s.of().siteName()),
                        s.of().span(t),
                        s.named(t),
                        s.results(),
                        s.exceeding(),
                        t.of("monitoring.suppress.cause." + s.cause()),
                        s.proposed().words(),
                        s.proposed().who(),
                        t.time(s.proposed().at()),
                        t.of("monitoring.suppress.state." + s.state()),
                        s.decided() == null ? null : s.decided().who(),
                        s.decided() == null ? null : t.time(s.decided().at())));
        new Sheet("suppressions", heads, rows).write(format, response);
    }

    @GetMapping(BASE + "/{id}")
    public ModelAndView show(@PathVariable int id, HttpServletRequest request) {
        Texts t = frames.texts(request);
        return page(queries.require(id, t), Form.empty(), t, null);
    }

    @PostMapping(BASE + "/{id}")
    public ModelAndView step(
            @PathVariable int id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        Texts t = frames.texts(request);
        var before = queries.require(id, t);
        var form = Form.of(params);
        String step = params.getOrDefault("do", "");
        try {
            switch (step) {
                case "approve" -> suppressions.approve(id);
                case "refuse" -> suppressions.refuse(id, form.typed("decision"));
                case "lift" -> suppressions.lift(id, form.typed("lifting"));
                default -> throw new Invalid("do", "ui.form.choice", step);
            }
        } catch (Invalid e) {
            return again(page(before, form.refused(e), t, null), HttpStatus.UNPROCESSABLE_CONTENT);
        } catch (Refused e) {
            return again(page(before, form, t, t.of(e.key(), e.args())), HttpStatus.CONFLICT);
        }
        Flash.done(redirect, "monitoring.suppress.done." + step);
        return new ModelAndView("redirect:" + BASE + "/" + id);
    }

    private static ModelAndView again(ModelAndView page, HttpStatus status) {
        page.setStatus(status);
        return page;
    }

    private ModelAndView page(Suppression s, Form form, Texts t, @Nullable String refused) {
        boolean edits = access.may(Permission.MONITORING_EDIT, new UnitId(s.unit()));
        boolean proposed = s.state().equals("PROPOSED");
        Ask ask = null;
        if (proposed && (edits || s.mine())) {
            ask = Ask.of(form, s.path(), s.path())
                    .field("decision", t.of("monitoring.suppress.whyNot"), "textarea")
                    .button(
                            "refuse",
                            t.of(s.mine() ? "monitoring.suppress.takeBack" : "monitoring.suppress.refuse"),
                            false);
        } else if (s.state().equals("APPROVED") && edits) {
            ask = Ask.of(form, s.path(), s.path())
                    .field("lifting", t.of("monitoring.suppress.whyLift"), "textarea")
                    .button("lift", t.of("monitoring.suppress.lift"), false);
        }
        return new ModelAndView(
                "monitoring/web/screening/suppression",
                "page",
                new SuppressionPage(
                        s,
                        s.lifted() == null ? List.of() : queries.stillOut(s.id()),
                        ask,
                        proposed && edits && !s.mine(),
                        refused));
    }

    @GetMapping("/monitoring/series/{id}/suppressions/new")
    public ModelAndView form(
            @PathVariable int id,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String doubt,
            @RequestParam Map<String, String> params,
            HttpServletRequest request) {
        var head = series.require(id);
        access.require(Permission.MONITORING_IMPORT, new UnitId(head.unitId()));
        var form = Form.empty()
                .with("from", from)
                .with("to", to)
                .with("doubt", doubt)
                .with("sample", params.get("sample"))
                .with("replicate", params.get("replicate"))
                .with("run", params.get("run"));
        return newPage(head, form, frames.texts(request), null);
    }

    @PostMapping("/monitoring/series/{id}/suppressions")
    public ModelAndView propose(
            @PathVariable int id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        Texts t = frames.texts(request);
        var head = series.require(id);
        var form = Form.of(params);
        int made;
        try {
            String from = form.text("from", 40);
            String to = form.optionalText("to", 40);
            var only = only(form);
            var cause = form.choice("cause", Cause.class);
            String reason = form.text("reason", 2000);
            form.check();
            var doubt = form.typed("doubt").matches("\\d{1,9}") ? Integer.valueOf(form.typed("doubt")) : null;
            made = suppressions.propose(
                    new SuppressionForm(head, series.days(id)).read(from, to, only, cause, reason, doubt));
        } catch (Invalid e) {
            return again(newPage(head, form.ok() ? form.refused(e) : form, t, null), HttpStatus.UNPROCESSABLE_CONTENT);
        } catch (Refused e) {
            return again(newPage(head, form, t, t.of(e.key(), e.args())), HttpStatus.CONFLICT);
        }
        Flash.done(redirect, "monitoring.suppress.done.propose");
        return new ModelAndView("redirect:" + BASE + "/" + made);
    }

    private static NewSuppression.Only only(Form form) {
        String sample = form.optionalText("sample", 100);
        return new NewSuppression.Only(
                sample.isEmpty() ? null : sample.equals(WITHOUT) ? "" : sample,
                form.has("replicate") ? (Integer) form.integer("replicate", 0, Short.MAX_VALUE) : null,
                form.has("run") ? (Integer) form.integer("run", 0, Short.MAX_VALUE) : null);
    }

    private static ModelAndView newPage(SeriesHead head, Form form, Texts t, @Nullable String refused) {
        String back = "/monitoring/series/" + head.id() + "/values";
        var ask = Ask.of(form, "/monitoring/series/" + head.id() + "/suppressions", back)
                .field("from", t.of("monitoring.suppress.from"), "text", t.of("monitoring.suppress.whenHint"))
                .optional("to", t.of("monitoring.suppress.to"), "text", t.of("monitoring.suppress.toHint"))
                .optional("sample", t.of("monitoring.suppress.sample"), "text", t.of("monitoring.suppress.sampleHint"))
                .optional(
                        "replicate", t.of("monitoring.suppress.replicate"), "text", t.of("monitoring.suppress.anyHint"))
                .optional("run", t.of("monitoring.suppress.run"), "text", t.of("monitoring.suppress.anyHint"))
                .choice("cause", t.of("monitoring.suppress.cause"), "", false, causes(t))
                .field("reason", t.of("monitoring.suppress.why"), "textarea", t.of("monitoring.suppress.whyHint"))
                .hidden("doubt")
                .button("propose", t.of("monitoring.suppress.propose"), true);
        return new ModelAndView("monitoring/web/screening/suppressionNew", "page", new NewPage(head, ask, refused));
    }
}
