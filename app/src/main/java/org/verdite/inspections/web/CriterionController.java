package org.verdite.inspections.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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
import org.verdite.inspections.ClauseKey;
import org.verdite.inspections.Criteria;
import org.verdite.inspections.Criterion;
import org.verdite.inspections.EditionState;
import org.verdite.inspections.web.ChecklistQueries.EditionRow;
import org.verdite.inspections.web.ChecklistQueries.ListRow;
import org.verdite.inspections.web.CitedClauses.Words;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.rectification.Severity;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotHere;
import org.verdite.shared.Refused;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Difference;
import org.verdite.ui.form.Form;

/// One criterion: read; and in a draft written, changed, moved, taken out.
@Controller
class CriterionController {

    /// @param clauses what it cites, in the words of the library; first the one it is asked by
    record ReadPage(ListRow list, EditionRow edition, Criterion criterion, List<Words> clauses, boolean mayEdit) {}

    /// @param code of the criterion; empty for a new one
    /// @param own written in this draft, so that it can be taken out and moved
    /// @param differs it stands in the stead of one of the list below, which needs a why
    /// @param before codes it may be moved before
    /// @param warning message key of what happened meanwhile; empty for nothing
    /// @param difference what somebody else stored meanwhile beside what was typed
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
            String warning,
            @Nullable Difference difference) {

        FormPage meanwhile(String warning, @Nullable Difference difference) {
            return new FormPage(
                    list,
                    edition,
                    code,
                    own,
                    differs,
                    form,
                    ticked,
                    clauses,
                    media,
                    severities,
                    before,
                    warning,
                    difference);
        }
    }

    private final ChecklistQueries queries;
    private final Criteria criteria;
    private final CitedClauses cited;
    private final Access access;
    private final Frames frames;

    CriterionController(ChecklistQueries queries, Criteria criteria, CitedClauses cited, Access access, Frames frames) {
        this.queries = queries;
        this.criteria = criteria;
        this.cited = cited;
        this.access = access;
        this.frames = frames;
    }

    @GetMapping("/inspections/editions/{id}/criteria/{code}")
    public ModelAndView show(@PathVariable int id, @PathVariable String code) {
        var list = queries.list(queries.listOf(id));
        var edition = queries.edition(list.id(), id);
        var criterion = known(id, code).orElseThrow(() -> new NotHere("criterion " + code));
        var clauses = new ArrayList<ClauseKey>();
        clauses.add(criterion.asks().clause());
        clauses.addAll(criterion.asks().also());
        boolean mayEdit = edition.state() == EditionState.DRAFT && access.may(Permission.INSPECTION_PLAN, list.unit());
        return new ModelAndView(
                "inspections/web/question",
                "page",
                new ReadPage(list, edition, criterion, cited.words(clauses), mayEdit));
    }

    private Optional<Criterion> known(int edition, String code) {
        return criteria.asked(edition).stream()
                .filter(c -> c.code().equals(code))
                .findFirst();
    }

    @GetMapping("/inspections/editions/{id}/criteria/new")
    public ModelAndView fresh(@PathVariable int id, HttpServletRequest request) {
        return answer(page(id, "", CriterionForm.fresh(), frames.texts(request)), HttpStatus.OK);
    }

    @GetMapping("/inspections/editions/{id}/criteria/{code}/edit")
    public ModelAndView edit(@PathVariable int id, @PathVariable String code, HttpServletRequest request) {
        queries.listOf(id);
        var known = known(id, code).orElseThrow(() -> new NotHere("criterion " + code));
        return answer(page(id, code, CriterionForm.of(known), frames.texts(request)), HttpStatus.OK);
    }

    private static ModelAndView answer(FormPage page, HttpStatus status) {
        var answer = new ModelAndView("inspections/web/criterion", "page", page);
        answer.setStatus(status);
        return answer;
    }

    private FormPage page(int id, String code, Form form, Texts t) {
        var list = queries.list(queries.listOf(id));
        access.require(Permission.INSPECTION_PLAN, list.unit());
        var edition = queries.edition(list.id(), id);
        if (edition.state() != EditionState.DRAFT) {
            throw new Refused("inspections.refused." + edition.state());
        }
        var asked = criteria.asked(id);
        boolean own = asked.stream().anyMatch(c -> c.own() && c.code().equals(code));
        boolean below =
                edition.standsOn() != null && known(edition.standsOn(), code).isPresent();
        return new FormPage(
                list,
                edition,
                code,
                own,
                below,
                form,
                CriterionForm.ticked(form),
                queries.clauses(t),
                words(t, "inspections.medium.", Criteria.MEDIA),
                words(
                        t,
                        "inspections.severity.",
                        Arrays.stream(Severity.values()).map(Severity::name).toList()),
                own && !below ? others(asked, code) : List.of(),
                "",
                null);
    }

    private static List<String> others(List<Criterion> asked, String code) {
        return asked.stream()
                .filter(c -> c.own() && !c.code().equals(code))
                .map(Criterion::code)
                .toList();
    }

    private static Map<String, String> words(Texts t, String prefix, List<String> values) {
        return values.stream()
                .collect(Collectors.toMap(v -> v, v -> t.of(prefix + v), (a, _) -> a, LinkedHashMap::new));
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
        var form = CriterionForm.of(params);
        var t = frames.texts(request);
        try {
            var asks = CriterionForm.read(form, code.isEmpty() ? form.text("code", 40) : code);
            int version = form.has("version") ? form.integer("version", 0, Integer.MAX_VALUE) : 0;
            form.check();
            criteria.put(id, asks, version);
        } catch (Invalid e) {
            return answer(page(id, code, form.ok() ? form.refused(e) : form, t), HttpStatus.UNPROCESSABLE_CONTENT);
        } catch (Conflict e) {
            return answer(meanwhile(id, code, form, t), HttpStatus.CONFLICT);
        }
        Flash.done(redirect, "inspections.done.criterion");
        return back(id);
    }

    /// Somebody else wrote or changed it, or took it out.
    private FormPage meanwhile(int id, String code, Form form, Texts t) {
        if (code.isEmpty()) {
            return page(id, code, form, t).meanwhile("inspections.criterion.taken", null);
        }
        var now = known(id, code).filter(Criterion::own);
        if (now.isEmpty()) {
            return page(id, code, form.with("version", 0), t).meanwhile("inspections.criterion.gone", null);
        }
        var page = page(id, code, form, t);
        var difference = CriterionForm.difference(
                now.get(),
                queries.lastChange(now.get().id(), t),
                form,
                page.clauses(),
                "/inspections/editions/" + id + "/criteria/" + code,
                t);
        return page.meanwhile("", difference);
    }

    private ModelAndView back(int edition) {
        return new ModelAndView("redirect:/inspections/checklists/" + queries.listOf(edition));
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
            var known = known(id, code).orElseThrow(() -> new NotHere("criterion " + code));
            var again = page(id, code, CriterionForm.of(known), frames.texts(request));
            return answer(again.meanwhile("inspections.changed", null), HttpStatus.CONFLICT);
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
