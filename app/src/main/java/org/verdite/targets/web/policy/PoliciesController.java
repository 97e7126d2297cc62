package org.verdite.targets.web.policy;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.Refused;
import org.verdite.shared.UnitId;
import org.verdite.targets.policy.Policies;
import org.verdite.targets.policy.Policy;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Form;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Page;
import org.verdite.ui.list.Sheet;

/// Environmental policies: the list, and beginning a version.
@Controller
class PoliciesController {

    record ListPage(Filters filters, Page<PolicyQueries.Row> list, boolean mayDraft) {
        String view() {
            return filters.has("view") ? filters.get("view") : "stands";
        }
    }

    /// @param policy null for a new version
    record FormPage(Form form, @Nullable Policy policy, Map<String, String> units, boolean changed) {}

    private final PolicyQueries queries;
    private final Policies policies;
    private final Access access;
    private final Frames frames;

    PoliciesController(PolicyQueries queries, Policies policies, Access access, Frames frames) {
        this.queries = queries;
        this.policies = policies;
        this.access = access;
        this.frames = frames;
    }

    @GetMapping("/targets/policies")
    public ModelAndView list(HttpServletRequest request) {
        Texts t = frames.texts(request);
        var filters = Filters.of(request);
        return new ModelAndView(
                "targets/web/policy/policies",
                "page",
                new ListPage(filters, queries.list(filters, t), access.mayAnywhere(Permission.TARGETS_EDIT)));
    }

    @GetMapping("/targets/policies/export")
    public void export(
            @RequestParam(defaultValue = "csv") String format, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        new Sheet(
                        "policies",
                        Sheet.heads(
                                t, "targets.policy.col.", "title", "where", "edition", "state", "from", "commitments"),
                        Page.all(Filters.of(request), f -> queries.list(f, t))
                                .map(r -> Sheet.row(
                                        r.title(),
                                        r.where(),
                                        r.edition(),
                                        t.of("targets.policyState." + r.state()),
                                        r.from(),
                                        r.commitments())))
                .write(format, response);
    }

    @GetMapping("/targets/policies/new")
    public ModelAndView fresh(HttpServletRequest request) {
        requireSomewhere();
        return form(Form.empty().with("at", request.getParameter("unit")), frames.texts(request));
    }

    private void requireSomewhere() {
        if (!access.mayAnywhere(Permission.TARGETS_EDIT)) {
            throw new NotPermitted(Permission.TARGETS_EDIT.name());
        }
    }

    private ModelAndView form(Form form, Texts t) {
        return new ModelAndView(
                "targets/web/policy/policyForm", "page", new FormPage(form, null, queries.units(t), false));
    }

    @PostMapping("/targets/policies")
    public ModelAndView draft(
            @RequestParam Map<String, String> params, HttpServletRequest request, RedirectAttributes redirect) {
        requireSomewhere();
        var form = Form.of(params);
        try {
            var unit = new UnitId(form.integer("at", 1, Integer.MAX_VALUE));
            var terms = PolicyForms.terms(form);
            var id = policies.draft(unit, terms.title(), terms.words(), terms.protects());
            Flash.done(redirect, "targets.done.policyDrafted");
            return new ModelAndView("redirect:/targets/policies/" + id);
        } catch (Refused e) {
            Flash.refused(redirect, e.key(), e.args());
            return new ModelAndView("redirect:/targets/policies?view=open");
        } catch (Invalid e) {
            var again = form(form.ok() ? form.refused(e) : form, frames.texts(request));
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
    }
}
