package org.verdite.organisation.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.organisation.Access;
import org.verdite.organisation.People;
import org.verdite.organisation.Permission;
import org.verdite.organisation.Reorganisation;
import org.verdite.organisation.Reorganisations;
import org.verdite.organisation.UnitTouch;
import org.verdite.organisation.UnitsTouched;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.shared.PersonId;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.State;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Form;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Sheet;

/// Moves, merges and splits: proposed, looked at with all they touch, confirmed by somebody else or put aside.
@Controller
class ReorganisationsController {

    static final String BASE = "/organisation/reorganisations";

    record Line(Reorganisation draft, List<LocalText> from, List<LocalText> to) {}

    record ListPage(Filters filters, Map<String, String> states, List<Line> lines, boolean mayPropose) {}

    /// @param own whether the reader proposed it: somebody else confirms
    record OnePage(
            Line line,
            List<ReorganisationPlan.Place> places,
            List<UnitTouch.Touched> touched,
            @Nullable LocalText proposer,
            @Nullable LocalText decider,
            boolean mayDecide,
            boolean own) {}

    private final Reorganisations reorganisations;
    private final UnitsTouched touched;
    private final ReorganisationPlan plan;
    private final Directory directory;
    private final People people;
    private final Access access;
    private final Frames frames;

    ReorganisationsController(
            Reorganisations reorganisations,
            UnitsTouched touched,
            ReorganisationPlan plan,
            Directory directory,
            People people,
            Access access,
            Frames frames) {
        this.reorganisations = reorganisations;
        this.touched = touched;
        this.plan = plan;
        this.directory = directory;
        this.people = people;
        this.access = access;
        this.frames = frames;
    }

    static Reorganisation.@Nullable State state(Filters filters) {
        return filters.has("state") ? Form.of(filters.values()).choice("state", Reorganisation.State.class) : null;
    }

    private Line line(Reorganisation draft) {
        return new Line(
                draft,
                draft.from().stream().map(directory::name).toList(),
                draft.to().stream().map(directory::name).toList());
    }

    private static <E extends Enum<E>> Map<String, String> words(E[] values, String prefix, Texts t) {
        var words = new LinkedHashMap<String, String>();
        for (E value : values) {
            words.put(value.name(), t.of(prefix + value.name()));
        }
        return words;
    }

    @GetMapping(BASE)
    ModelAndView list(HttpServletRequest request) {
        var filters = Filters.of(request);
        return new ModelAndView(
                "organisation/web/reorganisations",
                "page",
                new ListPage(
                        filters,
                        words(
                                Reorganisation.State.values(),
                                "organisation.reorganisation.state.",
                                frames.texts(request)),
                        reorganisations.list(state(filters)).stream()
                                .map(this::line)
                                .toList(),
                        access.mayAnywhere(Permission.ORGANISATION_EDIT)));
    }

    @GetMapping(BASE + "/export")
    void export(
            @RequestParam(defaultValue = "csv") String format, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        var heads = Sheet.heads(
                t, "organisation.reorganisation.", "number", "kind", "day", "from", "to", "reason", "state.head");
        var rows = reorganisations.list(state(Filters.of(request))).stream()
                .map(this::line)
                .map(l -> Sheet.row(
                        l.draft().number(),
                        t.of("organisation.reorganisation.kind." + l.draft().kind()),
                        l.draft().day(),
                        names(t, l.from()),
                        names(t, l.to()),
                        l.draft().reason(),
                        t.of("organisation.reorganisation.state." + l.draft().state())));
        new Sheet("reorganisations", heads, rows).write(format, response);
    }

    static String names(Texts t, List<LocalText> names) {
        return names.stream().map(t::of).collect(Collectors.joining(" · "));
    }

    @GetMapping(BASE + "/{id}")
    ModelAndView one(@PathVariable long id, HttpServletRequest request) {
        var draft = reorganisations.get(id);
        Integer me = Scope.current().person();
        return new ModelAndView(
                "organisation/web/reorganisation",
                "page",
                new OnePage(
                        line(draft),
                        plan.places(draft),
                        draft.state() == Reorganisation.State.DRAFT
                                ? touched.touched(reorganisations.change(draft), frames.texts(request))
                                : List.of(),
                        name(draft.proposedBy()),
                        name(draft.decidedBy()),
                        mayDecide(draft),
                        me != null && me.equals(draft.proposedBy())));
    }

    private @Nullable LocalText name(@Nullable Integer person) {
        return person == null ? null : people.name(new PersonId(person));
    }

    private boolean mayDecide(Reorganisation draft) {
        return draft.state() == Reorganisation.State.DRAFT
                && java.util.stream.Stream.concat(draft.from().stream(), draft.to().stream())
                        .allMatch(unit -> access.may(Permission.ORGANISATION_EDIT, new UnitId(unit)));
    }

    @PostMapping(BASE + "/{id}")
    ModelAndView decide(@PathVariable long id, @RequestParam Map<String, String> params, RedirectAttributes redirect) {
        var draft = reorganisations.get(id);
        var form = Form.of(params);
        try {
            switch (form.typed("step")) {
                case "confirm" -> reorganisations.confirm(id, form.version());
                case "drop" -> reorganisations.drop(id, form.version());
                default -> throw new Invalid("step", "ui.form.choice");
            }
            Flash.done(redirect, "organisation.reorganisation.done." + form.typed("step"));
        } catch (Refused e) {
            Flash.refused(redirect, e.key(), e.args());
        } catch (Conflict e) {
            Flash.refused(redirect, "organisation.reorganisation.refused.decided");
        }
        return new ModelAndView("redirect:" + draft.path());
    }

    static State shown(Reorganisation.State state) {
        return switch (state) {
            case DRAFT -> State.OPEN;
            case CONFIRMED -> State.OK;
            case DROPPED -> State.IDLE;
        };
    }
}
