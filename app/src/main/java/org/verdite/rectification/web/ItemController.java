package org.verdite.rectification.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.actions.Action;
import org.verdite.actions.Actions;
import org.verdite.organisation.Access;
import org.verdite.rectification.ItemId;
import org.verdite.rectification.Items;
import org.verdite.rectification.Need;
import org.verdite.rectification.Verification;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotHere;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.PersonId;
import org.verdite.shared.Refused;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Form;

/// The page of one item, and the forms of what can be done with it.
@Controller
class ItemController {

    private final ItemPages pages;
    private final ItemReading reading;
    private final TaskForms forms;
    private final TaskVerbs verbs;
    private final Items items;
    private final Verification verification;
    private final Actions actions;
    private final Access access;
    private final Frames frames;

    ItemController(
            ItemPages pages,
            ItemReading reading,
            TaskForms forms,
            TaskVerbs verbs,
            Items items,
            Verification verification,
            Actions actions,
            Access access,
            Frames frames) {
        this.pages = pages;
        this.reading = reading;
        this.forms = forms;
        this.verbs = verbs;
        this.items = items;
        this.verification = verification;
        this.actions = actions;
        this.access = access;
        this.frames = frames;
    }

    @GetMapping("/rectification/items/{id:\\d{1,18}}")
    ModelAndView item(@PathVariable long id, HttpServletRequest request) {
        return new ModelAndView("rectification/web/item", "page", pages.page(new ItemId(id), frames.texts(request)));
    }

    @GetMapping("/rectification/items/{id:\\d{1,18}}/{task:[a-z]+}")
    ModelAndView form(@PathVariable long id, @PathVariable String task, HttpServletRequest request) {
        Texts t = frames.texts(request);
        var what = Task.of(task).orElseThrow(() -> new NotHere("task " + task));
        var v = reading.require(new ItemId(id), t);
        if (what.anyOf().stream().noneMatch(p -> access.may(p, v.unit()))) {
            throw new NotPermitted(what.anyOf().getFirst().name());
        }
        what.step(v.workflow()).after(v.workflow(), v.state());
        return page(what, v, forms.filled(what, v), "", t);
    }

    @PostMapping("/rectification/items/{id:\\d{1,18}}/{task:[a-z]+}")
    ModelAndView take(
            @PathVariable long id,
            @PathVariable String task,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        Texts t = frames.texts(request);
        var what = Task.of(task).orElseThrow(() -> new NotHere("task " + task));
        var v = reading.require(new ItemId(id), t);
        var form = Form.of(params);
        try {
            var taken = verbs.take(what, v, form);
            Flash.done(redirect, taken.key());
            return new ModelAndView("redirect:" + target(v, taken.path()));
        } catch (Invalid e) {
            return with(page(what, v, form.ok() ? form.refused(e) : form, "", t), HttpStatus.UNPROCESSABLE_CONTENT);
        } catch (Refused e) {
            return with(page(what, v, form, t.of(e.key(), e.args()), t), HttpStatus.CONFLICT);
        } catch (Conflict e) {
            var stored = reading.require(v.id(), t);
            if (what == Task.PEOPLE) {
                form.with("version", stored.version());
                String told = t.of(
                        "rectification.refused.peopleChanged", name(stored.owner(), t), name(stored.verifier(), t));
                return with(page(what, stored, form, told, t), HttpStatus.CONFLICT);
            }
            var last = reading.steps(v.id(), t).getFirst();
            if (what != Task.EDIT) {
                if (what == Task.DETAILS) {
                    form.with("version", stored.version());
                }
                String meanwhile = t.of("rectification.refused.meanwhile", last.who(), t.time(last.at()));
                return with(page(what, stored, form, meanwhile, t), HttpStatus.CONFLICT);
            }
            var page = new TaskPage(
                    stored,
                    what,
                    forms.ask(what, stored, Optional.empty(), form, t),
                    List.of(),
                    List.of(),
                    null,
                    Map.of(),
                    Map.of(),
                    "",
                    ItemDifference.of(stored, last, form, t));
            return with(new ModelAndView("rectification/web/task", "page", page), HttpStatus.CONFLICT);
        }
    }

    private static String name(ItemView.@Nullable Who who, Texts t) {
        return who == null ? t.of("rectification.noOwner") : who.name();
    }

    private static ModelAndView with(ModelAndView page, HttpStatus status) {
        page.setStatus(status);
        return page;
    }

    private static String target(ItemView v, String path) {
        return path.startsWith("/rectification") ? path : v.path() + path;
    }

    private ModelAndView page(Task task, ItemView v, Form form, String refused, Texts t) {
        var asked = task == Task.TIME
                ? reading.extensions(v.id(), t).stream()
                        .filter(e -> e.granted() == null)
                        .findFirst()
                : Optional.<ItemReading.Extension>empty();
        boolean plan = task == Task.PLAN || task == Task.APPROVE || task == Task.DONE || task == Task.VERIFY;
        List<Action> planned = plan ? actions.of(v.origin()) : List.of();
        List<Need> needs = task == Task.PEOPLE ? List.of() : items.needs(v.id(), task.step(v.workflow()));
        Map<String, String> people = task == Task.PEOPLE ? people(v, t) : Map.of();
        Map<String, String> barred = task == Task.PEOPLE ? barred(v, people, t) : Map.of();
        return new ModelAndView(
                "rectification/web/task",
                "page",
                new TaskPage(
                        v,
                        task,
                        forms.ask(task, v, asked, form, t),
                        needs,
                        planned,
                        asked.orElse(null),
                        people,
                        barred,
                        refused,
                        null));
    }

    private Map<String, String> people(ItemView v, Texts t) {
        var people = reading.people(t);
        for (var who : new ItemView.Who[] {v.owner(), v.substitute(), v.verifier()}) {
            if (who != null) {
                people.putIfAbsent(String.valueOf(who.id()), who.name());
            }
        }
        return people;
    }

    /// Conflicts show before somebody is chosen, with the reason.
    private Map<String, String> barred(ItemView v, Map<String, String> people, Texts t) {
        var barred = new LinkedHashMap<String, String>();
        var ids = people.keySet().stream()
                .map(Integer::valueOf)
                .map(PersonId::new)
                .toList();
        verification.bars(v.id(), ids).forEach((who, bar) -> barred.put(who.toString(), t.of(bar.key())));
        return barred;
    }
}
