package org.verdite.inspections.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.inspections.ClauseKey;
import org.verdite.inspections.FindingId;
import org.verdite.inspections.Findings;
import org.verdite.inspections.Grade;
import org.verdite.inspections.InspectionId;
import org.verdite.inspections.Inspections;
import org.verdite.inspections.NewFinding;
import org.verdite.inspections.Signatures;
import org.verdite.inspections.Stance;
import org.verdite.rectification.Severity;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Form;
import org.verdite.ui.form.Steps;
import org.verdite.ui.list.Sheet;

/// What observations come to: put together, discussed, issued.
@Controller
class FindingsController {

    /// @param writing number of the finding that is rewritten; 0 for a new one
    /// @param clauses for a choice
    record FindingsPage(
            VisitPages.Whole whole,
            Form form,
            int writing,
            Set<String> subjects,
            Map<String, String> clauses,
            Map<String, String> severities) {}

    private final VisitPages pages;
    private final ChecklistQueries checklists;
    private final Inspections inspections;
    private final Findings findings;
    private final Signatures signatures;
    private final Frames frames;

    FindingsController(
            VisitPages pages,
            ChecklistQueries checklists,
            Inspections inspections,
            Findings findings,
            Signatures signatures,
            Frames frames) {
        this.pages = pages;
        this.checklists = checklists;
        this.inspections = inspections;
        this.findings = findings;
        this.signatures = signatures;
        this.frames = frames;
    }

    @GetMapping("/inspections/visits/{id}/findings")
    public ModelAndView findings(
            @PathVariable long id,
            @RequestParam(defaultValue = "0") int edit,
            @RequestParam(defaultValue = "") String of,
            HttpServletRequest request) {
        var visit = new InspectionId(id);
        var form = Form.empty().with("grade", "MINOR").with("severity", "MINOR");
        Set<String> subjects = new LinkedHashSet<>();
        if (!of.isEmpty()) {
            subjects.add(of);
        }
        var found = findings.of(visit).stream().filter(f -> f.number() == edit).findFirst();
        if (found.isPresent()) {
            var f = found.get();
            subjects.addAll(f.says().subjects());
            form = Form.empty()
                    .with("grade", f.says().grade())
                    .with("severity", f.says().severity())
                    .with("medium", f.says().medium())
                    .with("title", f.says().title())
                    .with("description", f.says().description())
                    .with("clause", f.says().clause().written())
                    .with("place", f.says().place())
                    .with("version", f.version());
        }
        return page(visit, form, found.isPresent() ? edit : 0, subjects, request, false);
    }

    private ModelAndView page(
            InspectionId visit,
            Form form,
            int writing,
            Set<String> subjects,
            HttpServletRequest request,
            boolean changed) {
        Texts t = frames.texts(request);
        var whole = pages.whole(visit, t, form, changed);
        return new ModelAndView(
                "inspections/web/findings",
                "page",
                new FindingsPage(
                        whole,
                        form,
                        writing,
                        subjects,
                        whole.mayAnswer() && whole.discussing() ? checklists.clauses(t) : Map.of(),
                        severities(t)));
    }

    static Map<String, String> severities(Texts t) {
        var severities = new LinkedHashMap<String, String>();
        for (var severity : Severity.values()) {
            severities.put(severity.name(), t.of("inspections.severity." + severity));
        }
        return severities;
    }

    private static NewFinding command(Form form, Set<String> subjects) {
        var finding = new NewFinding(
                form.choice("grade", Grade.class),
                form.choice("severity", Severity.class),
                form.text("medium", 20),
                form.text("title", 200),
                form.optionalText("description", 4000),
                clause(form.typed("clause")),
                form.optionalText("place", 200),
                subjects);
        form.check();
        return finding;
    }

    private static ClauseKey clause(String typed) {
        return Objects.requireNonNullElse(ClauseKey.read(typed), new ClauseKey("", "", ""));
    }

    private static Set<String> subjects(HttpServletRequest request) {
        var ticked = request.getParameterValues("subjects");
        return ticked == null ? Set.of() : new LinkedHashSet<>(Arrays.asList(ticked));
    }

    /// Takes a step of a finding and goes back to the findings.
    private ModelAndView step(
            InspectionId visit,
            Map<String, String> params,
            int writing,
            Set<String> subjects,
            HttpServletRequest request,
            RedirectAttributes redirect,
            String done,
            Steps.Step step) {
        return Steps.take(
                params,
                redirect,
                "/inspections/visits/" + visit + "/findings",
                done,
                step,
                (form, changed) -> page(visit, form, writing, subjects, request, changed));
    }

    @PostMapping("/inspections/visits/{id}/findings")
    public ModelAndView draft(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        var visit = new InspectionId(id);
        inspections.get(visit);
        var subjects = subjects(request);
        return step(
                visit,
                params,
                0,
                subjects,
                request,
                redirect,
                "inspections.done.found",
                form -> findings.draft(visit, command(form, subjects)));
    }

    @PostMapping("/inspections/findings/{id}")
    public ModelAndView rewrite(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        var finding = findings.require(new FindingId(id));
        var subjects = subjects(request);
        return step(
                finding.inspection(),
                params,
                finding.number(),
                subjects,
                request,
                redirect,
                "inspections.done.rewritten",
                form -> findings.rewrite(finding.id(), form.version(), command(form, subjects)));
    }

    @PostMapping("/inspections/findings/{id}/remark")
    public ModelAndView remark(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        var finding = findings.require(new FindingId(id));
        return step(finding.inspection(), params, 0, Set.of(), request, redirect, "inspections.done.remarked", form -> {
            var stance = form.choice("stance", Stance.class);
            String text = form.optionalText("text", 2000);
            form.check();
            findings.remark(finding.id(), stance, text);
        });
    }

    @PostMapping("/inspections/findings/{id}/drop")
    public ModelAndView drop(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        var finding = findings.require(new FindingId(id));
        return step(finding.inspection(), params, 0, Set.of(), request, redirect, "inspections.done.dropped", form -> {
            String because = form.text("because", 1000);
            form.check();
            findings.drop(finding.id(), form.version(), because);
        });
    }

    @PostMapping("/inspections/visits/{id}/waive")
    public ModelAndView waive(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        var visit = new InspectionId(id);
        inspections.get(visit);
        return step(visit, params, 0, Set.of(), request, redirect, "inspections.done.waived", form -> {
            String subject = form.text("subject", 60);
            String because = form.text("because", 1000);
            form.check();
            findings.waive(visit, subject, because);
        });
    }

    @PostMapping("/inspections/visits/{id}/sign")
    public ModelAndView sign(@PathVariable long id, RedirectAttributes redirect) {
        signatures.sign(new InspectionId(id));
        Flash.done(redirect, "inspections.done.signed");
        return new ModelAndView("redirect:/inspections/visits/" + id + "/findings");
    }

    @PostMapping("/inspections/visits/{id}/issue")
    public ModelAndView issue(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        var visit = new InspectionId(id);
        inspections.get(visit);
        return step(visit, params, 0, Set.of(), request, redirect, "inspections.done.issued", form -> {
            int version = form.version();
            String note = form.text("closingNote", 4000);
            form.check();
            findings.issue(visit, version, note);
        });
    }

    @GetMapping("/inspections/visits/{id}/findings/export")
    public void export(
            @PathVariable long id,
            @RequestParam(defaultValue = "csv") String format,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        var whole = pages.whole(new InspectionId(id), t);
        new Sheet(
                        whole.visit().number() + "-findings",
                        Sheet.heads(
                                t,
                                "inspections.col.",
                                "number",
                                "grade",
                                "severity",
                                "title",
                                "description",
                                "clause",
                                "place",
                                "state",
                                "subjects",
                                "item"),
                        whole.findings().stream()
                                .map(f -> Sheet.row(
                                        f.number(),
                                        t.of("inspections.grade." + f.says().grade()),
                                        t.of("inspections.severity." + f.says().severity()),
                                        f.says().title(),
                                        f.says().description(),
                                        (f.says().clause().standard() + " "
                                                        + f.says().clause().clause())
                                                .strip(),
                                        f.says().place(),
                                        t.of("inspections.found." + f.state()),
                                        String.join(", ", f.says().subjects()),
                                        whole.items().get(f.number()))))
                .write(format, response);
    }

    @GetMapping("/inspections/visits/{id}/export")
    public void answers(
            @PathVariable long id,
            @RequestParam(defaultValue = "csv") String format,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        var whole = pages.whole(new InspectionId(id), t);
        new Sheet(
                        whole.visit().number() + "-answers",
                        Sheet.heads(
                                t,
                                "inspections.col.",
                                "code",
                                "clause",
                                "question",
                                "said",
                                "measured",
                                "note",
                                "place",
                                "by",
                                "photos"),
                        whole.groups().stream()
                                .flatMap(g -> g.asked().stream())
                                .flatMap(a -> a.standing().observations().isEmpty()
                                        ? java.util.stream.Stream.of(Sheet.row(
                                                a.criterion().code(),
                                                a.criterion().asks().clause().clause(),
                                                t.of(a.criterion().asks().question()),
                                                null,
                                                null,
                                                null,
                                                null,
                                                null,
                                                a.photos()))
                                        : a.standing().observations().stream()
                                                .map(o -> Sheet.row(
                                                        a.criterion().code(),
                                                        a.criterion()
                                                                .asks()
                                                                .clause()
                                                                .clause(),
                                                        t.of(a.criterion()
                                                                .asks()
                                                                .question()),
                                                        t.of("inspections.said." + o.said()),
                                                        o.measured(),
                                                        o.note(),
                                                        o.where().place(),
                                                        o.who(),
                                                        a.photos()))))
                .write(format, response);
    }
}
