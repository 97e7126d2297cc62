package org.verdite.risks.web;

import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.organisation.Permission;
import org.verdite.risks.Criteria;
import org.verdite.risks.Level;
import org.verdite.risks.Matrices;
import org.verdite.risks.NewCriteria;
import org.verdite.risks.NewMatrix;
import org.verdite.risks.Step;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotPermitted;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Form;

/// By what it is judged what matters: the versions of criteria and matrices, and the next one. A form takes the words
/// of
/// the version it began from; other factors and words come through the API.
@Controller
class RulesController {

    /// @param criteria those asked for, else those in force
    record RulesPage(
            Criteria.@Nullable Version criteria,
            boolean criteriaInForce,
            Matrices.@Nullable Version matrix,
            boolean matrixInForce,
            List<Criteria.Version> allCriteria,
            List<Matrices.Version> allMatrices,
            boolean mayEnter) {}

    record CriteriaForm(Form form, Criteria.Version base, Texts t) {
        Map<String, String> points() {
            var points = new LinkedHashMap<String, String>();
            for (int i = 1; i <= 5; i++) {
                points.put(String.valueOf(i), t.of("risks.always.from", i));
            }
            return points;
        }
    }

    record MatrixForm(Form form, Matrices.Version base, Texts t) {
        Map<String, String> levels() {
            return Choices.of(Level.class, "risks.level.", t);
        }
    }

    private final Criteria criteria;
    private final Matrices matrices;
    private final RiskQueries queries;
    private final Frames frames;

    RulesController(Criteria criteria, Matrices matrices, RiskQueries queries, Frames frames) {
        this.criteria = criteria;
        this.matrices = matrices;
        this.queries = queries;
        this.frames = frames;
    }

    @GetMapping("/risks/rules")
    public ModelAndView rules(
            @RequestParam(required = false) @Nullable Integer criteria,
            @RequestParam(required = false) @Nullable Integer matrix) {
        var inForce = this.criteria.on(queries.today()).orElse(null);
        var matrixInForce = matrices.on(queries.today()).orElse(null);
        var shown = criteria == null ? inForce : this.criteria.get(criteria);
        var shownMatrix = matrix == null ? matrixInForce : matrices.get(matrix);
        return new ModelAndView(
                "risks/web/ruleBook",
                "page",
                new RulesPage(
                        shown,
                        shown != null && inForce != null && shown.id() == inForce.id(),
                        shownMatrix,
                        shownMatrix != null && matrixInForce != null && shownMatrix.id() == matrixInForce.id(),
                        this.criteria.all(),
                        matrices.all(),
                        this.criteria.mayEnter()));
    }

    @GetMapping("/risks/rules/criteria/new")
    public ModelAndView criteria(HttpServletRequest request) {
        requireEnter();
        var base = criteria.all().getFirst();
        var form = Form.empty()
                .with("base", base.id())
                .with("threshold", base.threshold().toPlainString())
                .with("validFrom", queries.today());
        for (var f : base.factors()) {
            form.with("weight." + f.code(), f.weight()).with("always." + f.code(), f.alwaysFrom());
        }
        return criteria(form, frames.texts(request));
    }

    private ModelAndView criteria(Form form, Texts t) {
        return new ModelAndView("risks/web/newCriteria", "page", new CriteriaForm(form, base(form), t));
    }

    private Criteria.Version base(Form form) {
        return criteria.get(form.typed("base").matches("\\d{1,9}") ? Integer.parseInt(form.typed("base")) : 0);
    }

    @PostMapping("/risks/rules/criteria/new")
    public ModelAndView enterCriteria(
            @RequestParam Map<String, String> params, HttpServletRequest request, RedirectAttributes redirect) {
        requireEnter();
        var form = Form.of(params);
        var base = base(form);
        try {
            var name = form.texts("name", 200);
            var from = form.date("validFrom");
            BigDecimal threshold = form.number("threshold");
            var factors = new ArrayList<NewCriteria.Factor>();
            for (var f : base.factors()) {
                int weight = form.integer("weight." + f.code(), 0, 100);
                Integer always = form.has("always." + f.code())
                        ? Integer.valueOf(form.integer("always." + f.code(), 1, 5))
                        : null;
                factors.add(new NewCriteria.Factor(f.code(), f.name(), weight, always, f.words()));
            }
            form.check();
            int id = criteria.enter(new NewCriteria(name, from, threshold, factors));
            Flash.done(redirect, "risks.done.version");
            return new ModelAndView("redirect:/risks/rules?criteria=" + id);
        } catch (Invalid e) {
            var again = criteria(form.ok() ? form.refused(e) : form, frames.texts(request));
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
    }

    @GetMapping("/risks/rules/matrix/new")
    public ModelAndView matrix(HttpServletRequest request) {
        requireEnter();
        var base = matrices.all().getFirst();
        var form = Form.empty().with("base", base.id()).with("validFrom", queries.today());
        for (int l = 1; l <= 5; l++) {
            for (int c = 1; c <= 5; c++) {
                form.with("level." + l + "." + c, base.matrix().level(new Step(l, c)));
            }
        }
        return matrix(form, frames.texts(request));
    }

    private ModelAndView matrix(Form form, Texts t) {
        return new ModelAndView("risks/web/newMatrix", "page", new MatrixForm(form, baseMatrix(form), t));
    }

    private Matrices.Version baseMatrix(Form form) {
        return matrices.get(form.typed("base").matches("\\d{1,9}") ? Integer.parseInt(form.typed("base")) : 0);
    }

    @PostMapping("/risks/rules/matrix/new")
    public ModelAndView enterMatrix(
            @RequestParam Map<String, String> params, HttpServletRequest request, RedirectAttributes redirect) {
        requireEnter();
        var form = Form.of(params);
        var base = baseMatrix(form).matrix();
        try {
            var name = form.texts("name", 200);
            var from = form.date("validFrom");
            var levels = new ArrayList<Level>();
            for (int l = 1; l <= 5; l++) {
                for (int c = 1; c <= 5; c++) {
                    levels.add(form.choice("level." + l + "." + c, Level.class));
                }
            }
            form.check();
            int id = matrices.enter(new NewMatrix(name, from, base.likelihood(), base.consequence(), levels));
            Flash.done(redirect, "risks.done.version");
            return new ModelAndView("redirect:/risks/rules?matrix=" + id);
        } catch (Invalid e) {
            var again = matrix(form.ok() ? form.refused(e) : form, frames.texts(request));
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
    }

    private void requireEnter() {
        if (!criteria.mayEnter()) {
            throw new NotPermitted(Permission.RISKS_EDIT.name());
        }
    }
}
