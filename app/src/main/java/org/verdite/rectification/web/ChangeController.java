package org.verdite.rectification.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
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
import org.verdite.organisation.Permission;
import org.verdite.rectification.ChangeKind;
import org.verdite.rectification.Changes;
import org.verdite.rectification.ItemId;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotHere;
import org.verdite.shared.PersonId;
import org.verdite.shared.Refused;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Ask;
import org.verdite.ui.form.Form;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Page;
import org.verdite.ui.list.Sheet;

/// What closed items proposed to change: the list, one of them, and the forms.
@Controller
class ChangeController {

    record ListPage(
            Filters filters, Page<ChangeQueries.Change> list, Map<String, String> states, Map<String, String> kinds) {}

    /// @param ask what the reader may do with it now, null for nothing
    record ChangePage(ChangeQueries.Change change, @Nullable Ask ask, String refused) {}

    record NewPage(ItemView item, Ask ask, String refused) {}

    private final Changes changes;
    private final ChangeQueries queries;
    private final ItemReading reading;
    private final Access access;
    private final Frames frames;

    ChangeController(Changes changes, ChangeQueries queries, ItemReading reading, Access access, Frames frames) {
        this.changes = changes;
        this.queries = queries;
        this.reading = reading;
        this.access = access;
        this.frames = frames;
    }

    @GetMapping("/rectification/changes")
    ModelAndView list(HttpServletRequest request) {
        Texts t = frames.texts(request);
        var filters = Filters.of(request);
        var states = new LinkedHashMap<String, String>();
        for (String state : new String[] {"PROPOSED", "ACCEPTED", "REJECTED", "MADE"}) {
            states.put(state, t.of("rectification.change.state." + state));
        }
        return new ModelAndView(
                "rectification/web/changes", "page", new ListPage(filters, queries.list(filters, t), states, kinds(t)));
    }

    @GetMapping("/rectification/changes/export")
    void export(@RequestParam String format, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        var heads = Sheet.heads(
                t,
                "rectification.change.",
                "item",
                "kind",
                "title",
                "page",
                "owner",
                "state",
                "decided",
                "madeOn",
                "where");
        var rows = Page.all(Filters.of(request), f -> queries.list(f, t))
                .map(c -> Sheet.row(
                        c.itemNumber(),
                        t.of("rectification.change.kind." + c.kind()),
                        c.title(),
                        c.href(),
                        c.owner(),
                        t.of("rectification.change.state." + c.state()),
                        c.decidedBy(),
                        c.madeOn(),
                        c.where()));
        new Sheet("proposed-changes", heads, rows).write(format, response);
    }

    @GetMapping("/rectification/changes/{id:\\d{1,18}}")
    ModelAndView one(@PathVariable long id, HttpServletRequest request) {
        return page(id, Form.empty(), "", frames.texts(request));
    }

    @PostMapping("/rectification/changes/{id:\\d{1,18}}")
    ModelAndView take(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        Texts t = frames.texts(request);
        var form = Form.of(params);
        String what = form.typed("do");
        try {
            switch (what) {
                case "accept", "reject" -> changes.decide(id, what.equals("accept"), form.typed("note"));
                default -> changes.made(id, form.typed("note"));
            }
        } catch (Invalid e) {
            return with(page(id, form.refused(e), "", t), HttpStatus.UNPROCESSABLE_CONTENT);
        } catch (Refused e) {
            return with(page(id, form, t.of(e.key(), e.args()), t), HttpStatus.CONFLICT);
        }
        Flash.done(redirect, "rectification.flash.change");
        return new ModelAndView("redirect:/rectification/changes/" + id);
    }

    @GetMapping("/rectification/items/{id:\\d{1,18}}/changes/new")
    ModelAndView form(@PathVariable long id, HttpServletRequest request) {
        Texts t = frames.texts(request);
        return asked(reading.require(new ItemId(id), t), Form.empty(), "", t);
    }

    @PostMapping("/rectification/items/{id:\\d{1,18}}/changes")
    ModelAndView propose(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        Texts t = frames.texts(request);
        var v = reading.require(new ItemId(id), t);
        var form = Form.of(params);
        try {
            var kind = form.choice("kind", ChangeKind.class);
            String title = form.text("title", 200);
            String reason = form.optionalText("reason", 2000);
            int owner = form.integer("owner", 1, Integer.MAX_VALUE);
            form.check();
            long change = changes.propose(
                    v.id(), new Changes.Proposal(kind, title, reason, form.typed("page"), new PersonId(owner)));
            Flash.done(redirect, "rectification.flash.change");
            return new ModelAndView("redirect:/rectification/changes/" + change);
        } catch (Invalid e) {
            return with(asked(v, form.ok() ? form.refused(e) : form, "", t), HttpStatus.UNPROCESSABLE_CONTENT);
        } catch (Refused e) {
            return with(asked(v, form, t.of(e.key(), e.args()), t), HttpStatus.CONFLICT);
        }
    }

    private ModelAndView asked(ItemView v, Form form, String refused, Texts t) {
        var ask = Ask.of(form, v.path() + "/changes", v.path())
                .choice("kind", t.of("rectification.change.kind"), "", false, kinds(t))
                .field("title", t.of("rectification.change.title"), "text", t.of("rectification.change.title.hint"))
                .optional("page", t.of("rectification.change.page"), "text", t.of("rectification.change.page.hint"))
                .optional("reason", t.of("rectification.field.reason"), "textarea", "")
                .choice("owner", t.of("rectification.change.owner"), "", false, reading.people(t))
                .button("propose", t.of("rectification.change.propose"), true);
        return new ModelAndView("rectification/web/changeNew", "page", new NewPage(v, ask, refused));
    }

    private ModelAndView page(long id, Form form, String refused, Texts t) {
        var change = queries.find(id, t).orElseThrow(() -> new NotHere("change " + id));
        boolean approves = access.may(Permission.ITEM_APPROVE, change.unit());
        var ask = Ask.of(form, change.path(), change.path());
        Ask may = switch (change.state()) {
            case "PROPOSED" ->
                approves
                        ? ask.optional(
                                        "note",
                                        t.of("rectification.field.decision"),
                                        "textarea",
                                        t.of("rectification.field.refuseHint"))
                                .button("accept", t.of("rectification.change.accept"), true)
                                .button("reject", t.of("rectification.change.reject"), false)
                        : null;
            case "ACCEPTED" ->
                approves || access.may(Permission.ITEM_CARRY, change.unit())
                        ? ask.field("note", t.of("rectification.change.made.note"), "textarea")
                                .button("made", t.of("rectification.change.made"), true)
                        : null;
            default -> null;
        };
        return new ModelAndView("rectification/web/change", "page", new ChangePage(change, may, refused));
    }

    private static Map<String, String> kinds(Texts t) {
        var kinds = new LinkedHashMap<String, String>();
        for (ChangeKind kind : ChangeKind.values()) {
            kinds.put(kind.name(), t.of("rectification.change.kind." + kind));
        }
        return kinds;
    }

    private static ModelAndView with(ModelAndView page, HttpStatus status) {
        page.setStatus(status);
        return page;
    }
}
