package org.verdite.actions.web;

import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
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
import org.verdite.actions.Action;
import org.verdite.actions.ActionId;
import org.verdite.actions.Actions;
import org.verdite.documents.Evidence;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.Money;
import org.verdite.shared.NotHere;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.Origin;
import org.verdite.shared.PersonId;
import org.verdite.shared.Refused;
import org.verdite.ui.Attachment;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Ask;
import org.verdite.ui.form.Form;
import org.verdite.ui.form.Merge;

/// One action and its steps.
@Controller
class ActionController {

    private final Actions actions;
    private final Evidence evidence;
    private final ActionQueries queries;
    private final Places places;
    private final Frames frames;

    ActionController(Actions actions, Evidence evidence, ActionQueries queries, Places places, Frames frames) {
        this.actions = actions;
        this.evidence = evidence;
        this.queries = queries;
        this.places = places;
        this.frames = frames;
    }

    @GetMapping("/actions/{id:\\d{1,18}}")
    ModelAndView action(@PathVariable long id, HttpServletRequest request) {
        Texts t = frames.texts(request);
        var action = require(id);
        var files =
                evidence.of(new Origin("actions", "action", String.valueOf(id), action.title(), action.path())).stream()
                        .map(f -> new Attachment(
                                f.path(),
                                f.caption().isEmpty() ? f.name() : f.caption(),
                                f.name(),
                                f.who(),
                                f.at(),
                                f.picture() ? f.path() + "/content?inline=true" : null))
                        .toList();
        return new ModelAndView(
                "actions/web/action",
                "page",
                new ActionPage(
                        action,
                        places.name(action.unit(), t),
                        files,
                        actions.originShown(action),
                        actions.mayCarry(action.unit()),
                        queries.today(t)));
    }

    @PostMapping("/actions/{id:\\d{1,18}}/start")
    String start(@PathVariable long id, RedirectAttributes redirect) {
        try {
            actions.start(new ActionId(id));
            Flash.done(redirect, "actions.flash.started");
        } catch (Refused e) {
            Flash.refused(redirect, e.key(), e.args());
        }
        return "redirect:/actions/" + id;
    }

    @GetMapping("/actions/{id:\\d{1,18}}/{step:done|cancel|edit}")
    ModelAndView form(@PathVariable long id, @PathVariable String step, HttpServletRequest request) {
        Texts t = frames.texts(request);
        var action = require(id);
        if (!actions.mayCarry(action.unit())) {
            throw new NotPermitted("ITEM_CARRY");
        }
        if (action.state().over()) {
            throw new Refused("actions.refused.over." + action.state());
        }
        var form = Form.empty()
                .with("on", queries.today(t))
                .with("version", action.version())
                .with("title", action.title())
                .with("owner", action.owner().value())
                .with("due", action.due())
                .with(
                        "cost",
                        action.cost() == null ? "" : action.cost().amount().toPlainString())
                .with("currency", action.cost() == null ? "CNY" : action.cost().currency());
        return page(action, step, Merge.remember(form), "", t);
    }

    @PostMapping("/actions/{id:\\d{1,18}}/{step:done|cancel|edit}")
    ModelAndView take(
            @PathVariable long id,
            @PathVariable String step,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        Texts t = frames.texts(request);
        var action = require(id);
        var form = Form.of(params);
        try {
            Flash.done(redirect, take(new ActionId(id), step, form));
            return new ModelAndView("redirect:/actions/" + id);
        } catch (Invalid e) {
            var page = page(action, step, form.ok() ? form.refused(e) : form, "", t);
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return page;
        } catch (Refused e) {
            var page = page(action, step, form, t.of(e.key(), e.args()), t);
            page.setStatus(HttpStatus.CONFLICT);
            return page;
        } catch (Conflict e) {
            var page = new ModelAndView(
                    "actions/web/form",
                    "page",
                    new ActionForm(
                            action,
                            step,
                            ask(action, step, form, t),
                            "",
                            ActionDifference.of(action, queries.lastChange(id, t), form, people(action, t), t)));
            page.setStatus(HttpStatus.CONFLICT);
            return page;
        }
    }

    private String take(ActionId id, String step, Form form) {
        switch (step) {
            case "done" -> {
                var on = form.date("on");
                String note = form.optionalText("note", 2000);
                form.check();
                actions.done(id, on, note);
                return "actions.flash.done";
            }
            case "cancel" -> {
                String reason = form.text("reason", 2000);
                form.check();
                actions.cancel(id, reason);
                return "actions.flash.cancelled";
            }
            default -> {
                String title = form.text("title", 200);
                int owner = form.integer("owner", 1, Integer.MAX_VALUE);
                var due = form.date("due");
                var cost = cost(form);
                form.check();
                actions.change(id, form.version(), title, new PersonId(owner), due, cost);
                return "actions.flash.changed";
            }
        }
    }

    private static @Nullable Money cost(Form form) {
        BigDecimal amount = form.optionalAmount("cost");
        String currency = form.optionalText("currency", 3);
        return amount == null || !currency.matches("[A-Z]{3}") ? null : new Money(amount, currency);
    }

    private ModelAndView page(Action action, String step, Form form, String refused, Texts t) {
        return new ModelAndView(
                "actions/web/form", "page", new ActionForm(action, step, ask(action, step, form, t), refused, null));
    }

    private Ask ask(Action action, String step, Form form, Texts t) {
        var ask = Ask.of(form, action.path() + "/" + step, action.path());
        return switch (step) {
            case "done" ->
                ask.field("on", t.of("actions.done.on"), "date")
                        .optional("note", t.of("actions.done.note"), "textarea", "")
                        .button("done", t.of("actions.done.button"), true);
            case "cancel" ->
                ask.field("reason", t.of("actions.cancel.reason"), "textarea")
                        .button("cancel", t.of("actions.cancel.button"), true);
            default ->
                ask.hidden("version")
                        .field("title", t.of("actions.edit.name"), "text")
                        .choice("owner", t.of("actions.list.owner"), "", false, people(action, t))
                        .field("due", t.of("actions.list.due"), "date")
                        .optional("cost", t.of("actions.edit.amount"), "text", "")
                        .optional("currency", t.of("actions.edit.currency"), "text", "")
                        .button("edit", t.of("actions.edit.button"), true);
        };
    }

    private Map<String, String> people(Action action, Texts t) {
        var people = queries.people(t);
        people.putIfAbsent(action.owner().toString(), action.ownerName());
        return people;
    }

    private Action require(long id) {
        return actions.find(new ActionId(id)).orElseThrow(() -> new NotHere("action " + id));
    }
}
