package org.verdite.risks.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.risks.Level;
import org.verdite.risks.Matrices;
import org.verdite.risks.NewRisk;
import org.verdite.risks.Risks;
import org.verdite.risks.Step;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.PersonId;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Form;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Page;
import org.verdite.ui.list.Sheet;

/// The register of risks: as a list, as a map, and entering one.
@Controller
class RisksController {

    record ListPage(Filters filters, Page<RiskQueries.Row> list, int raised, Texts t, boolean mayKeep) {

        /// The chip of a clause that is cited.
        Map<String, String> clause() {
            return Map.of(filters.get("clause"), filters.get("clause").replace('|', ' '));
        }

        String view() {
            return filters.has("view") ? filters.get("view") : "open";
        }

        Map<String, String> kinds() {
            return Choices.of(NewRisk.Kind.class, "risks.kind.", t);
        }

        Map<String, String> levels() {
            return Choices.of(Level.class, "risks.level.", t);
        }

        /// The chip of a place on the map.
        Map<String, String> cell() {
            var parts = filters.get("cell").split("-", -1);
            return parts.length != 3
                    ? Map.of()
                    : Map.of(
                            filters.get("cell"),
                            t.of("risks.cell", t.of("risks.which." + parts[0]), parts[1], parts[2]));
        }
    }

    /// @param which `inherent`, `residual` or `shown`
    record MapPage(String which, List<RiskQueries.Count> counts, Matrices.Version matrix, int unassessed, int raised) {

        int count(int likelihood, int consequence) {
            return counts.stream()
                    .filter(c -> c.likelihood() == likelihood && c.consequence() == consequence)
                    .mapToInt(RiskQueries.Count::count)
                    .sum();
        }

        int all() {
            return counts.stream().mapToInt(RiskQueries.Count::count).sum();
        }

        Level level(int likelihood, int consequence) {
            return matrix.matrix().level(new Step(likelihood, consequence));
        }
    }

    record NewPage(Form form, Map<String, String> units, Map<String, String> people, Texts t) {
        Map<String, String> kinds() {
            return Choices.of(NewRisk.Kind.class, "risks.kind.", t);
        }

        Map<String, String> treatments() {
            return Choices.of(NewRisk.Treatment.class, "risks.treatment.", t);
        }
    }

    private final RiskQueries queries;
    private final Choices choices;
    private final Risks risks;
    private final Matrices matrices;
    private final Access access;
    private final Frames frames;

    RisksController(
            RiskQueries queries, Choices choices, Risks risks, Matrices matrices, Access access, Frames frames) {
        this.queries = queries;
        this.choices = choices;
        this.risks = risks;
        this.matrices = matrices;
        this.access = access;
        this.frames = frames;
    }

    @GetMapping("/risks")
    public ModelAndView list(HttpServletRequest request) {
        Texts t = frames.texts(request);
        var filters = Filters.of(request);
        return new ModelAndView(
                "risks/web/risks",
                "page",
                new ListPage(
                        filters,
                        queries.list(filters, t),
                        queries.raised(),
                        t,
                        access.mayAnywhere(Permission.RISKS_EDIT)));
    }

    @GetMapping("/risks/export")
    public void export(
            @RequestParam(defaultValue = "csv") String format, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        new Sheet(
                        "risks",
                        Sheet.heads(
                                t,
                                "risks.col.",
                                "number",
                                "kind",
                                "risk",
                                "where",
                                "owner",
                                "treatment",
                                "inherent",
                                "residual",
                                "shown",
                                "raised",
                                "controls",
                                "overdue"),
                        Page.all(Filters.of(request), f -> queries.list(f, t))
                                .map(r -> Sheet.row(
                                        r.number(),
                                        t.of("risks.kind." + r.kind()),
                                        r.title(),
                                        r.where(),
                                        r.owner(),
                                        t.of("risks.treatment." + r.treatment()),
                                        t.of("risks.level." + r.inherent()),
                                        t.of("risks.level." + r.residual()),
                                        t.of("risks.level." + r.shown()),
                                        r.raised() ? t.of("risks.raised") : "",
                                        r.controls(),
                                        r.overdue())))
                .write(format, response);
    }

    @GetMapping("/risks/map")
    public ModelAndView map(@RequestParam(defaultValue = "shown") String which) {
        if (!List.of("inherent", "residual", "shown").contains(which)) {
            throw new Invalid("which", "ui.form.choice");
        }
        return new ModelAndView(
                "risks/web/map",
                "page",
                new MapPage(
                        which,
                        queries.map(which),
                        matrices.on(queries.today()).orElseThrow(),
                        queries.unassessed(),
                        queries.raised()));
    }

    @GetMapping("/risks/new")
    public ModelAndView fresh(HttpServletRequest request) {
        requireSomewhere();
        return fresh(
                Form.empty()
                        .with("at", request.getParameter("unit"))
                        .with("kind", NewRisk.Kind.RISK)
                        .with("treatment", NewRisk.Treatment.REDUCE)
                        .with("owner", Scope.current().person()),
                frames.texts(request));
    }

    private void requireSomewhere() {
        if (!access.mayAnywhere(Permission.RISKS_EDIT)) {
            throw new NotPermitted(Permission.RISKS_EDIT.name());
        }
    }

    private ModelAndView fresh(Form form, Texts t) {
        return new ModelAndView("risks/web/newRisk", "page", new NewPage(form, choices.units(t), choices.people(t), t));
    }

    @PostMapping("/risks")
    public ModelAndView register(
            @RequestParam Map<String, String> params, HttpServletRequest request, RedirectAttributes redirect) {
        requireSomewhere();
        var form = Form.of(params);
        try {
            var risk = read(
                    form,
                    new UnitId(form.integer("at", 1, Integer.MAX_VALUE)),
                    form.choice("kind", NewRisk.Kind.class));
            form.check();
            var id = risks.register(risk);
            Flash.done(redirect, "risks.done.registered");
            return new ModelAndView("redirect:/risks/" + id);
        } catch (Invalid e) {
            var again = fresh(form.ok() ? form.refused(e) : form, frames.texts(request));
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
    }

    static NewRisk read(Form form, UnitId unit, NewRisk.Kind kind) {
        return new NewRisk(
                unit,
                kind,
                form.text("title", 200),
                form.optionalText("cause", 1000),
                form.optionalText("consequence", 1000),
                new PersonId(form.integer("owner", 1, Integer.MAX_VALUE)),
                form.choice("treatment", NewRisk.Treatment.class),
                form.optionalText("treatmentNote", 2000));
    }
}
