package org.verdite.inspections.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.inspections.Answer;
import org.verdite.inspections.ClauseKey;
import org.verdite.inspections.Criteria;
import org.verdite.inspections.Criterion;
import org.verdite.inspections.EditionState;
import org.verdite.inspections.NewCriterion;
import org.verdite.inspections.NumberLimit;
import org.verdite.inspections.web.ChecklistQueries.EditionRow;
import org.verdite.inspections.web.ChecklistQueries.ListRow;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.rectification.Severity;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotHere;
import org.verdite.shared.Refused;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Form;

/// One criterion of a draft: written, changed, moved, taken out.
@Controller
class CriterionController {

    /// @param code of the criterion; empty for a new one
    /// @param own written in this draft, so that it can be taken out and moved
    /// @param differs it stands in the stead of one of the list below, which needs a why
    /// @param before codes it may be moved before
    record FormPage(
            ListRow list,
            EditionRow edition,
            String code,
            boolean own,
            boolean differs,
            Form form,
            Set<String> ticked,
            Map<String, String> clauses,
            Map<String, String> media,
            Map<String, String> severities,
            List<String> before,
            boolean changed) {}

    private final ChecklistQueries queries;
    private final Criteria criteria;
    private final Access access;
    private final Frames frames;

    CriterionController(ChecklistQueries queries, Criteria criteria, Access access, Frames frames) {
        this.queries = queries;
        this.criteria = criteria;
        this.access = access;
        this.frames = frames;
    }

    @GetMapping("/inspections/editions/{id}/criteria/new")
    public ModelAndView fresh(@PathVariable int id, HttpServletRequest request) {
        var form = Form.empty()
                .with("weight", 2)
                .with("severity", "MINOR")
                .with("answer", "CONFORMITY")
                .with("version", 0);
        return page(id, "", form, Set.of(), false, frames.texts(request));
    }

    @GetMapping("/inspections/editions/{id}/criteria/{code}")
    public ModelAndView edit(@PathVariable int id, @PathVariable String code, HttpServletRequest request) {
        var known = known(id, code);
        return page(id, code, filled(known), known.asks().sites(), false, frames.texts(request));
    }

    private Criterion known(int edition, String code) {
        return criteria.asked(edition).stream()
                .filter(c -> c.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new NotHere("criterion " + code));
    }

    private ModelAndView page(int id, String code, Form form, Set<String> ticked, boolean changed, Texts t) {
        var list = queries.list(queries.listOf(id));
        access.require(Permission.INSPECTION_PLAN, list.unit());
        var edition = queries.editions(list.id()).stream()
                .filter(e -> e.id() == id)
                .findFirst()
                .orElseThrow();
        if (edition.state() != EditionState.DRAFT) {
            throw new Refused("inspections.refused." + edition.state());
        }
        var asked = criteria.asked(id);
        var shown = asked.stream().filter(c -> c.code().equals(code)).findFirst();
        boolean own = shown.map(Criterion::own).orElse(false);
        boolean below = edition.standsOn() != null
                && criteria.asked(edition.standsOn()).stream()
                        .anyMatch(c -> c.code().equals(code));
        return new ModelAndView(
                "inspections/web/criterion",
                "page",
                new FormPage(
                        list,
                        edition,
                        code,
                        own,
                        below,
                        form,
                        ticked,
                        queries.clauses(t),
                        words(t, "inspections.medium.", Criteria.MEDIA),
                        words(
                                t,
                                "inspections.severity.",
                                Arrays.stream(Severity.values())
                                        .map(Severity::name)
                                        .toList()),
                        own && !below
                                ? asked.stream()
                                        .filter(c -> c.own() && !c.code().equals(code))
                                        .map(Criterion::code)
                                        .toList()
                                : List.of(),
                        changed));
    }

    private static Map<String, String> words(Texts t, String prefix, List<String> values) {
        return values.stream()
                .collect(Collectors.toMap(v -> v, v -> t.of(prefix + v), (a, _) -> a, LinkedHashMap::new));
    }

    private static Form filled(Criterion c) {
        var asks = c.asks();
        var limit = asks.limit();
        var guidance = asks.guidance();
        return Form.empty()
                .with("version", c.own() ? c.version() : 0)
                .with("code", c.code())
                .with("clause", asks.clause().written())
                .with(
                        "also",
                        asks.also().isEmpty() ? "" : asks.also().getFirst().written())
                .with("also2", asks.also().size() < 2 ? "" : asks.also().get(1).written())
                .with("question.en", asks.question().texts().get("en"))
                .with("question.zh", asks.question().texts().get("zh"))
                .with("guidance.en", guidance == null ? "" : guidance.texts().get("en"))
                .with("guidance.zh", guidance == null ? "" : guidance.texts().get("zh"))
                .with("weight", asks.weight())
                .with("answer", asks.answer())
                .with("measure", limit == null ? "" : limit.measure())
                .with("lower", limit == null ? null : limit.lower())
                .with("upper", limit == null ? null : limit.upper())
                .with("photo", asks.photo())
                .with("critical", asks.critical())
                .with("severity", asks.severity())
                .with("medium", asks.medium())
                .with("because", asks.because());
    }

    @PostMapping("/inspections/editions/{id}/criteria")
    public ModelAndView add(
            @PathVariable int id,
            @RequestParam MultiValueMap<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        return put(id, "", params, request, redirect);
    }

    @PostMapping("/inspections/editions/{id}/criteria/{code}")
    public ModelAndView change(
            @PathVariable int id,
            @PathVariable String code,
            @RequestParam MultiValueMap<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        return put(id, code, params, request, redirect);
    }

    private ModelAndView put(
            int id,
            String code,
            MultiValueMap<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        var form = Form.of(params.toSingleValueMap());
        var sites = Set.copyOf(params.getOrDefault("sites", List.of()));
        try {
            var asks = read(form, code.isEmpty() ? form.text("code", 40) : code, sites);
            int version = form.has("version") ? form.integer("version", 0, Integer.MAX_VALUE) : 0;
            form.check();
            criteria.put(id, asks, version);
        } catch (Invalid e) {
            var again = page(id, code, form.ok() ? form.refused(e) : form, sites, false, frames.texts(request));
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        } catch (Conflict e) {
            var now = criteria.asked(id).stream()
                    .filter(c -> c.code().equals(form.typed("code")) || c.code().equals(code))
                    .findFirst();
            var again = page(
                    id,
                    code,
                    code.isEmpty() || now.isEmpty()
                            ? form
                            : form.with("version", now.get().version()),
                    sites,
                    true,
                    frames.texts(request));
            again.setStatus(HttpStatus.CONFLICT);
            return again;
        }
        Flash.done(redirect, "inspections.done.criterion");
        return back(id);
    }

    private ModelAndView back(int edition) {
        return new ModelAndView("redirect:/inspections/checklists/" + queries.listOf(edition));
    }

    private static NewCriterion read(Form form, String code, Set<String> sites) {
        var clause = clause(form.text("clause", 200));
        var also = Stream.of("also", "also2")
                .filter(form::has)
                .map(name -> clause(form.typed(name)))
                .distinct()
                .toList();
        var answer = form.choice("answer", Answer.class);
        return NewCriterion.of(code, clause, form.texts("question", 500))
                .also(also)
                .guidance(form.has("guidance.en") || form.has("guidance.zh") ? guidance(form) : null)
                .weight(form.integer("weight", 1, 5))
                .limit(answer == Answer.NUMBER ? limit(form) : null)
                .photo(form.ticked("photo"))
                .critical(form.ticked("critical"))
                .severity(form.choice("severity", Severity.class))
                .medium(form.text("medium", 20))
                .sites(sites)
                .because(form.optionalText("because", 1000))
                .done();
    }

    private static LocalText guidance(Form form) {
        return LocalText.of(form.optionalText("guidance.en", 2000), form.optionalText("guidance.zh", 2000), "en");
    }

    private static ClauseKey clause(String typed) {
        return Objects.requireNonNullElseGet(ClauseKey.read(typed), () -> new ClauseKey(typed, "", ""));
    }

    private static NumberLimit limit(Form form) {
        var lower = form.optionalNumber("lower");
        var upper = form.optionalNumber("upper");
        return new NumberLimit(form.text("measure", 20), NumberLimit.Bound.of(lower, upper), lower, upper);
    }

    @PostMapping("/inspections/editions/{id}/criteria/{code}/remove")
    public ModelAndView remove(
            @PathVariable int id,
            @PathVariable String code,
            @RequestParam(defaultValue = "0") int version,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        try {
            criteria.remove(id, code, version);
        } catch (Conflict e) {
            var known = known(id, code);
            var again = page(id, code, filled(known), known.asks().sites(), true, frames.texts(request));
            again.setStatus(HttpStatus.CONFLICT);
            return again;
        }
        Flash.done(redirect, "inspections.done.removed");
        return back(id);
    }

    /// @param before the one it shall stand before; empty for last
    @PostMapping("/inspections/editions/{id}/criteria/{code}/move")
    public ModelAndView move(
            @PathVariable int id,
            @PathVariable String code,
            @RequestParam(required = false) @Nullable String before,
            RedirectAttributes redirect) {
        criteria.move(id, code, before == null ? "" : before);
        Flash.done(redirect, "inspections.done.moved");
        return back(id);
    }
}
