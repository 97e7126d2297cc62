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
import org.verdite.organisation.NewPerson;
import org.verdite.organisation.NewPosition;
import org.verdite.organisation.People;
import org.verdite.organisation.Permission;
import org.verdite.organisation.Posts;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotHere;
import org.verdite.shared.PersonId;
import org.verdite.shared.Refused;
import org.verdite.shared.UnitId;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.form.Difference;
import org.verdite.ui.form.Form;
import org.verdite.ui.form.Merge;

/// One person: posts by dates, for whom they work, their account; and posts of a unit.
@Controller
class PersonController {

    /// @param step the form that was sent back with problems: change or appoint
    record PersonPage(
            PeopleQueries.Person person,
            List<PeopleQueries.Appointment> appointments,
            List<PeopleQueries.Employment> employments,
            @Nullable Integer account,
            boolean mayEdit,
            boolean mayAdminister,
            String step,
            Form form,
            @Nullable Difference difference) {

        Form form(String name) {
            return name.equals(step)
                    ? form
                    : Merge.remember(Form.empty()
                            .with("name.en", person.name().texts().getOrDefault("en", ""))
                            .with("name.zh", person.name().texts().getOrDefault("zh", ""))
                            .with("email", person.email())
                            .with("phone", person.phone())
                            .with("version", person.version()));
        }
    }

    record NewPersonPage(UnitsQueries.UnitLine unit, Form form) {}

    record NewPostPage(UnitsQueries.UnitLine unit, Form form, Map<String, String> kinds) {}

    private final Frames frames;
    private final People people;
    private final Posts posts;
    private final PeopleQueries queries;
    private final UnitsQueries units;
    private final AccountsQueries accounts;
    private final Access access;
    private final Days days;

    PersonController(
            Frames frames,
            People people,
            Posts posts,
            PeopleQueries queries,
            UnitsQueries units,
            AccountsQueries accounts,
            Access access,
            Days days) {
        this.frames = frames;
        this.people = people;
        this.posts = posts;
        this.queries = queries;
        this.units = units;
        this.accounts = accounts;
        this.access = access;
        this.days = days;
    }

    @GetMapping("/organisation/people/{id}")
    ModelAndView page(@PathVariable int id) {
        return page(id, "", Form.empty(), null);
    }

    private ModelAndView page(int id, String step, Form form, @Nullable Difference difference) {
        var person = queries.require(id);
        var unit = new UnitId(person.unit());
        boolean administer = access.may(Permission.ADMINISTER, unit);
        var page = new ModelAndView(
                "organisation/web/person",
                "page",
                new PersonPage(
                        person,
                        queries.appointments(id),
                        queries.employments(id),
                        administer ? accounts.ofPerson(id) : null,
                        access.may(Permission.PEOPLE_EDIT, unit),
                        administer,
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

    @PostMapping("/organisation/people/{id}/change")
    ModelAndView change(
            @PathVariable int id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        var before = queries.require(id);
        var form = Form.of(params);
        try {
            var name = form.texts("name", 200);
            String email = form.optionalText("email", 200);
            String phone = form.optionalText("phone", 40);
            form.check();
            people.change(new PersonId(id), form.version(), name, email, phone);
        } catch (Invalid e) {
            return page(id, "change", form.ok() ? form.refused(e) : form, null);
        } catch (Refused e) {
            form.problem("email", e.key(), e.args());
            return page(id, "change", form, null);
        } catch (Conflict e) {
            var difference = new Differences(form, frames.texts(request))
                    .compare(
                            "name.en",
                            "organisation.person.nameEn",
                            before.name().texts().getOrDefault("en", ""))
                    .compare(
                            "name.zh",
                            "organisation.person.nameZh",
                            before.name().texts().getOrDefault("zh", ""))
                    .compare("email", "organisation.person.email", before.email())
                    .compare("phone", "organisation.person.phone", before.phone())
                    .against(units.saved("person", id), before.version(), "/organisation/people/" + id + "/change");
            return page(id, "change", form, difference);
        }
        Flash.done(redirect, "organisation.person.changed");
        return new ModelAndView("redirect:/organisation/people/" + id);
    }

    @PostMapping("/organisation/people/{id}/appointments")
    ModelAndView appoint(@PathVariable int id, @RequestParam Map<String, String> params, RedirectAttributes redirect) {
        queries.require(id);
        var form = Form.of(params);
        try {
            String position = form.text("position", 60);
            var from = form.date("from");
            var to = form.optionalDate("to");
            form.check();
            posts.appoint(new PersonId(id), position, from, to, form.ticked("substitute"));
        } catch (Invalid e) {
            return page(id, "appoint", form.ok() ? form.refused(e) : form, null);
        } catch (NotHere e) {
            form.problem("position", "organisation.invalid.position", form.typed("position"));
            return page(id, "appoint", form, null);
        } catch (Refused e) {
            form.problem("from", e.key(), e.args());
            return page(id, "appoint", form, null);
        }
        Flash.done(redirect, "organisation.person.appointed");
        return new ModelAndView("redirect:/organisation/people/" + id);
    }

    @PostMapping("/organisation/people/{id}/appointments/{appointment}/end")
    String relieve(
            @PathVariable int id,
            @PathVariable long appointment,
            @RequestParam Map<String, String> params,
            RedirectAttributes redirect) {
        queries.require(id);
        var form = Form.of(params);
        var to = form.date("to");
        form.check();
        posts.relieve(appointment, to);
        Flash.done(redirect, "organisation.person.relieved");
        return "redirect:/organisation/people/" + id;
    }

    @GetMapping("/organisation/units/{id}/people/new")
    ModelAndView addForm(@PathVariable int id) {
        access.require(Permission.PEOPLE_EDIT, new UnitId(id));
        return adding(id, Form.empty());
    }

    private ModelAndView adding(int unit, Form form) {
        var page = new ModelAndView(
                "organisation/web/personNew", "page", new NewPersonPage(units.require(unit, days.today()), form));
        if (!form.ok()) {
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return page;
    }

    @PostMapping("/organisation/units/{id}/people")
    ModelAndView add(@PathVariable int id, @RequestParam Map<String, String> params, RedirectAttributes redirect) {
        units.require(id, days.today());
        var form = Form.of(params);
        try {
            var person = new NewPerson(
                    new UnitId(id),
                    form.text("code", 40),
                    form.texts("name", 200),
                    form.optionalText("email", 200),
                    form.optionalText("phone", 40));
            form.check();
            var added = people.add(person);
            Flash.done(redirect, "organisation.person.added");
            return new ModelAndView("redirect:/organisation/people/" + added);
        } catch (Invalid e) {
            return adding(id, form.ok() ? form.refused(e) : form);
        }
    }

    @GetMapping("/organisation/units/{id}/posts/new")
    ModelAndView postForm(@PathVariable int id, HttpServletRequest request) {
        access.require(Permission.PEOPLE_EDIT, new UnitId(id));
        return establishing(id, Form.empty(), request);
    }

    private ModelAndView establishing(int unit, Form form, HttpServletRequest request) {
        var page = new ModelAndView(
                "organisation/web/postNew",
                "page",
                new NewPostPage(
                        units.require(unit, days.today()),
                        form,
                        Choices.of("positionKind", Choices.POSITION_KINDS, frames.texts(request))));
        if (!form.ok()) {
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return page;
    }

    @PostMapping("/organisation/units/{id}/posts")
    ModelAndView establish(
            @PathVariable int id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        units.require(id, days.today());
        var form = Form.of(params);
        try {
            var position = new NewPosition(
                    form.text("code", 60),
                    new UnitId(id),
                    form.text("kind", 40),
                    form.texts("title", 200),
                    form.optionalText("superior", 60));
            form.check();
            posts.establish(position);
            Flash.done(redirect, "organisation.position.established");
            return new ModelAndView("redirect:/organisation/units/" + id);
        } catch (Invalid e) {
            return establishing(id, form.ok() ? form.refused(e) : form, request);
        }
    }
}
