package org.verdite.organisation.web;

import jakarta.servlet.http.HttpServletRequest;
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
import org.verdite.organisation.Access;
import org.verdite.organisation.Days;
import org.verdite.organisation.NewUnit;
import org.verdite.organisation.Permission;
import org.verdite.organisation.Units;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.Refused;
import org.verdite.shared.UnitId;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.UnitDirectory;
import org.verdite.ui.form.Difference;
import org.verdite.ui.form.Form;
import org.verdite.ui.form.Merge;

/// One unit: what it is, where it stands, who works there; and the steps that change it.
@Controller
class UnitController {

    /// @param form what was typed into the form named by `step` (change, move, child, close); empty at first
    record UnitPage(
            UnitsQueries.UnitLine unit,
            List<UnitDirectory.Unit> path,
            List<UnitDirectory.Unit> children,
            List<UnitsQueries.Standing> standings,
            List<UnitsQueries.Heir> heirs,
            List<UnitsQueries.Post> posts,
            @Nullable Integer site,
            boolean mayEdit,
            boolean mayEditPeople,
            String step,
            Form form,
            @Nullable Difference difference) {

        /// The form of one step: what was typed, or what stands.
        Form form(String name) {
            return name.equals(step)
                    ? form
                    : Merge.remember(Form.empty()
                            .with("name.en", unit.name().texts().getOrDefault("en", ""))
                            .with("name.zh", unit.name().texts().getOrDefault("zh", ""))
                            .with("kind", unit.kind())
                            .with("version", unit.version()));
        }
    }

    private final Frames frames;
    private final Units units;
    private final UnitsQueries queries;
    private final Directory directory;
    private final Choices choices;
    private final Access access;
    private final Days days;

    UnitController(
            Frames frames,
            Units units,
            UnitsQueries queries,
            Directory directory,
            Choices choices,
            Access access,
            Days days) {
        this.frames = frames;
        this.units = units;
        this.queries = queries;
        this.directory = directory;
        this.choices = choices;
        this.access = access;
        this.days = days;
    }

    @GetMapping("/organisation/units/{id}")
    ModelAndView page(@PathVariable int id) {
        return page(id, "", Form.empty(), null);
    }

    private ModelAndView page(int id, String step, Form form, @Nullable Difference difference) {
        var unit = queries.require(id, days.today());
        var page = new ModelAndView(
                "organisation/web/unit",
                "page",
                new UnitPage(
                        unit,
                        directory.path(id),
                        directory.below(id),
                        queries.standings(id),
                        queries.heirs(id),
                        queries.posts(id, days.today()),
                        queries.site(id),
                        access.may(Permission.ORGANISATION_EDIT, new UnitId(id)),
                        access.may(Permission.PEOPLE_EDIT, new UnitId(id)),
                        step,
                        form,
                        difference));
        if (!form.ok()) {
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        if (difference != null) {
            page.setStatus(HttpStatus.CONFLICT);
        }
        return page;
    }

    private interface Step {
        void take(Form form);
    }

    private ModelAndView step(
            HttpServletRequest request,
            int id,
            String name,
            Map<String, String> params,
            String done,
            RedirectAttributes redirect,
            Step step) {
        queries.require(id, days.today());
        var form = Form.of(params);
        try {
            step.take(form);
        } catch (Invalid e) {
            return page(id, name, form.ok() ? form.refused(e) : form, null);
        } catch (Refused e) {
            form.problem(name.equals("close") ? "from" : name.equals("child") ? "opened" : "parent", e.key(), e.args());
            return page(id, name, form, null);
        } catch (Conflict e) {
            return page(id, name, form, difference(id, form, frames.texts(request)));
        }
        Flash.done(redirect, done);
        return new ModelAndView("redirect:/organisation/units/" + id);
    }

    private Difference difference(int id, Form mine, Texts t) {
        var now = queries.require(id, days.today());
        return new Differences(mine, t)
                .compare(
                        "name.en",
                        "organisation.unit.nameEn",
                        now.name().texts().getOrDefault("en", ""))
                .compare(
                        "name.zh",
                        "organisation.unit.nameZh",
                        now.name().texts().getOrDefault("zh", ""))
                .compare("kind", "organisation.unit.kind", now.kind(), "organisation.unitKind.")
                .against(queries.saved("unit", id), now.version(), "/organisation/units/" + id + "/change");
    }

    @PostMapping("/organisation/units/{id}/change")
    ModelAndView change(
            @PathVariable int id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        return step(request, id, "change", params, "organisation.unit.changed", redirect, form -> {
            var name = form.texts("name", 200);
            String kind = form.text("kind", 20);
            var from = form.optionalDate("nameFrom");
            form.check();
            try {
                units.rename(new UnitId(id), form.version(), name, kind, from);
            } catch (Invalid e) {
                // the page has other forms with a field of that name
                e.problems()
                        .forEach(p -> form.problem(
                                p.field().equals("from") ? "nameFrom" : p.field(),
                                p.key(),
                                p.args().toArray()));
                form.check();
            }
        });
    }

    @PostMapping("/organisation/units/{id}/move")
    ModelAndView move(
            @PathVariable int id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        return step(request, id, "move", params, "organisation.unit.moved", redirect, form -> {
            int parent = choices.unit(form.text("parent", 200));
            var from = form.date("from");
            String reason = form.text("reason", 500);
            if (parent == 0) {
                form.problem("parent", "organisation.invalid.unit", form.typed("parent"));
            }
            form.check();
            units.move(new UnitId(id), new UnitId(parent), from, reason);
        });
    }

    @PostMapping("/organisation/units/{id}/children")
    ModelAndView open(
            @PathVariable int id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        return step(request, id, "child", params, "organisation.unit.childOpened", redirect, form -> {
            var unit = new NewUnit(
                    form.text("code", 40),
                    form.texts("name", 200),
                    form.text("kind", 20),
                    new UnitId(id),
                    form.date("opened"));
            form.check();
            units.open(unit);
        });
    }

    @PostMapping("/organisation/units/{id}/close")
    ModelAndView close(
            @PathVariable int id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        return step(request, id, "close", params, "organisation.unit.closedNow", redirect, form -> {
            var from = form.date("from");
            form.check();
            units.close(new UnitId(id), form.version(), from);
        });
    }
}
