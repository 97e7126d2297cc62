package org.verdite.targets.web.policy;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.organisation.Permission;
import org.verdite.shared.NotPermitted;
import org.verdite.targets.Coverage;
import org.verdite.targets.policy.Acknowledgements;
import org.verdite.targets.policy.Commitment;
import org.verdite.targets.policy.Policies;
import org.verdite.targets.policy.Policy;
import org.verdite.targets.policy.PolicyId;
import org.verdite.targets.policy.PolicyState;
import org.verdite.targets.policy.Served;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Form;
import org.verdite.ui.form.Steps;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Page;
import org.verdite.ui.list.Sheet;

/// One version of a policy: its text, its commitments, the steps of its life, and who acknowledged it.
@Controller
class PolicyController {

    /// @param read the language it is shown in
    /// @param mine when the reader acknowledged it
    record Whole(
            Policy policy,
            String where,
            String read,
            String submitter,
            String approver,
            boolean stands,
            List<Commitment> commitments,
            List<Served.Serving> serving,
            Map<Coverage.People, Coverage.Count> counts,
            @Nullable Instant mine,
            boolean asked,
            boolean mayEdit,
            boolean mayApprove,
            Form form,
            boolean changed) {

        List<Served.Serving> serving(Commitment commitment) {
            return serving.stream()
                    .filter(s -> s.code().equals(commitment.code()))
                    .toList();
        }

        boolean draft() {
            return policy.state() == PolicyState.DRAFT;
        }

        boolean submitted() {
            return policy.state() == PolicyState.SUBMITTED;
        }

        Coverage.Count of(Coverage.People people) {
            return counts.getOrDefault(people, new Coverage.Count(0, 0));
        }
    }

    record PeoplePage(
            Policy policy,
            Filters filters,
            Page<PolicyQueries.Asked> list,
            Map<String, String> groups,
            Map<Coverage.People, Coverage.Count> counts) {

        String view() {
            return filters.has("view") ? filters.get("view") : "open";
        }

        Coverage.Count of(Coverage.People people) {
            return counts.getOrDefault(people, new Coverage.Count(0, 0));
        }

        /// Rounded down, so that 100 % means all; empty of nobody.
        static String share(Coverage.Count count) {
            return count.active() == 0 ? "" : 100L * count.reached() / count.active() + " %";
        }
    }

    private final Policies policies;
    private final Acknowledgements acknowledgements;
    private final Served served;
    private final PolicyQueries queries;
    private final Frames frames;

    PolicyController(
            Policies policies, Acknowledgements acknowledgements, Served served, PolicyQueries queries, Frames frames) {
        this.policies = policies;
        this.acknowledgements = acknowledgements;
        this.served = served;
        this.queries = queries;
        this.frames = frames;
    }

    @GetMapping("/targets/policies/{id}")
    public ModelAndView show(@PathVariable long id, HttpServletRequest request) {
        return page(id, Form.empty().with("from", policies.today()), false, request);
    }

    private ModelAndView page(long id, Form form, boolean changed, HttpServletRequest request) {
        return new ModelAndView("targets/web/policy/policy", "page", whole(new PolicyId(id), form, changed, request));
    }

    private Whole whole(PolicyId id, Form form, boolean changed, HttpServletRequest request) {
        Texts t = frames.texts(request);
        var policy = policies.get(id);
        boolean approved = policy.state() == PolicyState.APPROVED;
        String language = String.valueOf(request.getParameter("language"));
        return new Whole(
                policy,
                queries.unitName(policy.unit().value(), t),
                language.matches("en|zh") ? language : t.chinese() ? "zh" : "en",
                queries.personName(policy.submittedBy(), t),
                queries.personName(policy.approvedBy(), t),
                approved && policies.inForce(policy.unit()).filter(id::equals).isPresent(),
                policies.commitments(id),
                served.by(id),
                approved ? acknowledgements.counts(id) : Map.of(),
                acknowledgements.mine(id).orElse(null),
                approved && acknowledgements.asked(policy),
                policies.mayEdit(policy),
                policies.mayApprove(policy),
                form,
                changed);
    }

    @GetMapping("/targets/policies/{id}/edit")
    public ModelAndView edit(@PathVariable long id) {
        var policy = policies.get(new PolicyId(id));
        if (!policies.mayEdit(policy)) {
            throw new NotPermitted(Permission.TARGETS_EDIT.name());
        }
        return form(policy, PolicyForms.of(policy), false);
    }

    private static ModelAndView form(Policy policy, Form form, boolean changed) {
        return new ModelAndView(
                "targets/web/policy/policyForm",
                "page",
                new PoliciesController.FormPage(form, policy, Map.of(), changed));
    }

    private interface Step {
        void take(PolicyId id, Form form);
    }

    private ModelAndView step(
            long id,
            Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect,
            String done,
            Step step) {
        var policy = policies.get(new PolicyId(id));
        return Steps.take(
                params,
                redirect,
                policy.path(),
                "targets.done." + done,
                form -> step.take(policy.id(), form),
                (form, changed) -> page(id, form, changed, request));
    }

    @PostMapping("/targets/policies/{id}")
    public ModelAndView change(
            @PathVariable long id, @RequestParam Map<String, String> params, RedirectAttributes redirect) {
        var policy = policies.get(new PolicyId(id));
        return Steps.take(
                params,
                redirect,
                policy.path(),
                "targets.done.policyChanged",
                form -> {
                    var terms = PolicyForms.terms(form);
                    policies.change(policy.id(), form.version(), terms.title(), terms.words(), terms.protects());
                },
                (form, changed) -> form(policy, form, changed));
    }

    @PostMapping("/targets/policies/{id}/commitments")
    public ModelAndView commit(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        return step(id, params, request, redirect, "committed", (policy, form) -> {
            var sentence = form.texts("sentence", 400);
            form.check();
            policies.commit(policy, sentence, PolicyForms.tags(form));
        });
    }

    @PostMapping("/targets/policies/{id}/commitments/{commitment}/off")
    public ModelAndView drop(
            @PathVariable long id,
            @PathVariable long commitment,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        return step(id, params, request, redirect, "dropped", (policy, _) -> policies.drop(policy, commitment));
    }

    @PostMapping("/targets/policies/{id}/submit")
    public ModelAndView submit(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        return step(
                id,
                params,
                request,
                redirect,
                "policySubmitted",
                (policy, form) -> policies.submit(policy, form.version()));
    }

    @PostMapping("/targets/policies/{id}/back")
    public ModelAndView sendBack(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        return step(
                id,
                params,
                request,
                redirect,
                "policyBack",
                (policy, form) -> policies.sendBack(policy, form.version()));
    }

    @PostMapping("/targets/policies/{id}/approve")
    public ModelAndView approve(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        return step(id, params, request, redirect, "policyApproved", (policy, form) -> {
            LocalDate from = form.date("from");
            form.check();
            policies.approve(policy, form.version(), from);
        });
    }

    @PostMapping("/targets/policies/{id}/withdraw")
    public ModelAndView withdraw(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        return step(id, params, request, redirect, "policyWithdrawn", (policy, form) -> {
            String because = form.text("because", 1000);
            form.check();
            policies.withdraw(policy, form.version(), because);
        });
    }

    @PostMapping("/targets/policies/{id}/acknowledge")
    public ModelAndView acknowledge(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        return step(
                id,
                params,
                request,
                redirect,
                "acknowledged",
                (policy, form) ->
                        acknowledgements.acknowledge(policy, form.typed("language"), form.typed("fingerprint")));
    }

    @GetMapping("/targets/policies/{id}/people")
    public ModelAndView people(@PathVariable long id, HttpServletRequest request) {
        Texts t = frames.texts(request);
        var policy = policies.get(new PolicyId(id));
        var filters = Filters.of(request);
        var groups = new LinkedHashMap<String, String>();
        for (var people : Coverage.People.values()) {
            groups.put(people.name(), t.of("targets.coverage.people." + people));
        }
        return new ModelAndView(
                "targets/web/policy/people",
                "page",
                new PeoplePage(
                        policy,
                        filters,
                        queries.asked(policy.id(), filters, t),
                        groups,
                        acknowledgements.counts(policy.id())));
    }

    @GetMapping("/targets/policies/{id}/people/export")
    public void export(
            @PathVariable long id,
            @RequestParam(defaultValue = "csv") String format,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        var policy = policies.get(new PolicyId(id));
        new Sheet(
                        "acknowledged-" + policy.edition(),
                        Sheet.heads(t, "targets.policy.col.", "person", "where", "people", "acknowledged"),
                        Page.all(Filters.of(request), f -> queries.asked(policy.id(), f, t))
                                .map(a -> Sheet.row(
                                        a.name(), a.where(), t.of("targets.coverage.people." + a.people()), a.at())))
                .write(format, response);
    }
}
