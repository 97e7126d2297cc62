package org.verdite.organisation.web;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.verdite.organisation.Access;
import org.verdite.organisation.Days;
import org.verdite.organisation.NewReorganisation;
import org.verdite.organisation.Permission;
import org.verdite.organisation.Reorganisation;
import org.verdite.organisation.Reorganisations;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.UnitId;
import org.verdite.ui.form.Form;

/// Proposing a move, a merge or a split: what is to happen is chosen first, then the units by their names.
@Controller
class ReorganisationProposalController {

    /// @param from the unit it was come from, empty for none
    record KindPage(String from) {}

    record NewPage(Form form, Reorganisation.Kind kind, UnitPicker.Pick from, UnitPicker.Pick to) {}

    private final Reorganisations reorganisations;
    private final UnitPicker picker;
    private final Access access;
    private final Days days;

    ReorganisationProposalController(Reorganisations reorganisations, UnitPicker picker, Access access, Days days) {
        this.reorganisations = reorganisations;
        this.picker = picker;
        this.access = access;
        this.days = days;
    }

    private void require() {
        if (!access.mayAnywhere(Permission.ORGANISATION_EDIT)) {
            throw new NotPermitted(Permission.ORGANISATION_EDIT.name());
        }
    }

    @GetMapping(ReorganisationsController.BASE + "/new")
    ModelAndView begin(@RequestParam MultiValueMap<String, String> params) {
        require();
        var form = Form.of(params);
        if (!form.has("kind")) {
            return new ModelAndView("organisation/web/reorganisationKind", "page", new KindPage(form.typed("from")));
        }
        var kind = form.choice("kind", Reorganisation.Kind.class);
        form.check();
        if (!form.has("day")) {
            form.with("day", days.today());
        }
        return page(form, kind, params);
    }

    private ModelAndView page(Form form, Reorganisation.Kind kind, MultiValueMap<String, String> params) {
        boolean split = kind == Reorganisation.Kind.SPLIT;
        return Steps.page(
                "reorganisationNew",
                new NewPage(
                        form,
                        kind,
                        picker.pick("from", split, false, form.typed("q.from"), ids(params, "from")),
                        picker.pick("to", !split, true, form.typed("q.to"), ids(params, "to"))),
                form);
    }

    private static List<Integer> ids(MultiValueMap<String, String> params, String field) {
        return params.getOrDefault(field, List.of()).stream()
                .filter(id -> id.matches("\\d{1,9}"))
                .map(Integer::valueOf)
                .distinct()
                .toList();
    }

    /// Without script the units are looked for by sending the form, which proposes nothing.
    @PostMapping(ReorganisationsController.BASE)
    ModelAndView propose(@RequestParam MultiValueMap<String, String> params) {
        require();
        var form = Form.of(params);
        var kind = form.choice("kind", Reorganisation.Kind.class);
        form.check();
        if (form.typed("do").equals("find")) {
            return page(form, kind, params);
        }
        var made = new ArrayList<Reorganisation>();
        boolean done = Steps.taken(form, "to", f -> {
            var from = units(f, params, "from");
            var to = units(f, params, "to");
            var draft = new NewReorganisation(
                    kind,
                    f.date("day"),
                    from,
                    to,
                    kind == Reorganisation.Kind.SPLIT ? shares(f, to) : List.of(),
                    f.text("reason", 500));
            f.check();
            org.verdite.ui.form.Steps.named(Map.of("shares", "to"), () -> made.add(reorganisations.propose(draft)));
        });
        return done ? new ModelAndView("redirect:" + made.getFirst().path()) : page(form, kind, params);
    }

    private static List<UnitId> units(Form form, MultiValueMap<String, String> params, String field) {
        var ids = ids(params, field);
        if (ids.isEmpty()) {
            form.problem(field, "ui.form.required");
        }
        return ids.stream().map(UnitId::new).toList();
    }

    /// Per cent of the unit, as people speak of parts.
    private static List<BigDecimal> shares(Form form, List<UnitId> to) {
        return to.stream()
                .map(unit -> form.number("share." + unit.value()).movePointLeft(2))
                .toList();
    }

    /// What is wrong with the units of a field, and with what each of them gets.
    static List<String> problems(NewPage page, UnitPicker.Pick pick, org.verdite.ui.Texts t) {
        return Stream.concat(
                        page.form().problems(pick.field()).stream(),
                        pick.field().equals("to")
                                ? pick.options().stream().flatMap(o -> page.form().problems("share." + o.id()).stream())
                                : Stream.empty())
                .map(p -> p.in(t))
                .distinct()
                .filter(Objects::nonNull)
                .toList();
    }
}
