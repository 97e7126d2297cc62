package org.verdite.obligations.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.obligations.Permits;
import org.verdite.obligations.web.SetQueries.SetRow;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotHere;
import org.verdite.shared.UnitId;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Ask;
import org.verdite.ui.form.Form;

/// Forms that correct, end and renew a permit, and withdraw a reference. Nothing is overwritten.
@Controller
class PermitController {

    enum Task {
        CORRECT,
        END,
        RENEW
    }

    /// @param key of the title and the sentence below it
    /// @param changed true when somebody saved in between
    record TaskPage(SetRow set, String key, Ask ask, boolean changed) {}

    private final SetQueries queries;
    private final Permits permits;
    private final Access access;
    private final Frames frames;

    PermitController(SetQueries queries, Permits permits, Access access, Frames frames) {
        this.queries = queries;
        this.permits = permits;
        this.access = access;
        this.frames = frames;
    }

    @GetMapping("/obligations/sets/{id}/{task:correct|end|renew}")
    public ModelAndView form(@PathVariable long id, @PathVariable String task, HttpServletRequest request) {
        var set = permit(id);
        return page(set, task(task), filled(set, task(task)), false, frames.texts(request));
    }

    @PostMapping("/obligations/sets/{id}/{task:correct|end|renew}")
    public ModelAndView take(
            @PathVariable long id,
            @PathVariable String task,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        var set = permit(id);
        var form = Form.of(params);
        try {
            long shown = take(set, task(task), form);
            Flash.done(redirect, "obligations.permit.done." + task(task));
            return new ModelAndView("redirect:/obligations/sets/" + shown);
        } catch (Invalid e) {
            var again = page(set, task(task), form.ok() ? form.refused(e) : form, false, frames.texts(request));
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        } catch (Conflict e) {
            var now = permit(id);
            var again = page(now, task(task), form.with("version", now.version()), true, frames.texts(request));
            again.setStatus(HttpStatus.CONFLICT);
            return again;
        }
    }

    private long take(SetRow set, Task task, Form form) {
        switch (task) {
            case CORRECT -> {
                var terms = new Permits.Terms(
                        form.texts("name", 200),
                        form.optionalText("authority", 200),
                        form.date("from"),
                        form.optionalDate("to"),
                        form.optionalText("source", 500));
                form.check();
                permits.correct(set.id(), form.version(), terms);
                return set.id();
            }
            case END -> {
                var to = form.date("to");
                form.check();
                permits.end(set.id(), form.version(), to);
                return set.id();
            }
            default -> {
                String code = form.text("code", 80);
                var from = form.date("from");
                var to = form.optionalDate("to");
                form.check();
                return permits.renew(set.id(), form.version(), code, from, to);
            }
        }
    }

    @GetMapping("/obligations/references/{id}")
    public ModelAndView reference(@PathVariable long id, HttpServletRequest request) {
        var reference = queries.reference(id);
        return page(held(reference.permitId()), reference, Form.empty(), frames.texts(request));
    }

    @PostMapping("/obligations/references/{id}")
    public ModelAndView withdraw(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        var reference = queries.reference(id);
        var form = Form.of(params);
        try {
            var from = form.optionalDate("from");
            form.check();
            permits.withdraw(id, from);
        } catch (Invalid e) {
            var again = page(
                    held(reference.permitId()), reference, form.ok() ? form.refused(e) : form, frames.texts(request));
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
        Flash.done(redirect, "obligations.reference.withdrawn");
        return new ModelAndView("redirect:/obligations/sets/" + reference.permitId());
    }

    private SetRow permit(long id) {
        var set = held(id);
        if (!set.permit()) {
            throw new NotHere("permit " + id);
        }
        return set;
    }

    /// A permit, or what a site adopted without one.
    private SetRow held(long id) {
        var set = queries.require(id);
        if (set.unitId() == null) {
            throw new NotHere("permit " + id);
        }
        access.require(Permission.OBLIGATIONS_EDIT, new UnitId(set.unitId()));
        return set;
    }

    private static Task task(String word) {
        return Task.valueOf(word.toUpperCase(java.util.Locale.ROOT));
    }

    private static Form filled(SetRow set, Task task) {
        var form = Form.empty().with("version", set.version());
        return switch (task) {
            case CORRECT ->
                form.with("name.en", set.name().texts().get("en"))
                        .with("name.zh", set.name().texts().get("zh"))
                        .with("authority", set.authority())
                        .with("from", set.from())
                        .with("to", set.to())
                        .with("source", set.source());
            case END -> form.with("to", set.to());
            case RENEW -> form.with("from", set.to());
        };
    }

    private static ModelAndView page(SetRow set, Task task, Form form, boolean changed, Texts t) {
        String word = task.name().toLowerCase(java.util.Locale.ROOT);
        var ask = Ask.of(form, "/obligations/sets/" + set.id() + "/" + word, "/obligations/sets/" + set.id())
                .hidden("version");
        String until = t.of("obligations.permit.toHint");
        ask = switch (task) {
            case CORRECT ->
                ask.field("name.en", t.of("obligations.permit.nameEn"), "text")
                        .optional("name.zh", t.of("obligations.permit.nameZh"), "text", "")
                        .optional("authority", t.of("obligations.col.authority"), "text", "")
                        .field("from", t.of("obligations.col.from"), "date")
                        .optional("to", t.of("obligations.col.to"), "date", until)
                        .optional("source", t.of("obligations.col.source"), "text", "");
            case END -> ask.field("to", t.of("obligations.col.to"), "date", until);
            case RENEW ->
                ask.field("code", t.of("obligations.permit.number"), "text")
                        .field("from", t.of("obligations.col.from"), "date")
                        .optional("to", t.of("obligations.col.to"), "date", until);
        };
        ask = ask.button(word, t.of("obligations.permit.do." + task), true);
        return new ModelAndView(
                "obligations/web/permitTask",
                "page",
                new TaskPage(set, "obligations.permit.task." + task, ask, changed));
    }

    private static ModelAndView page(SetRow set, SetQueries.Reference reference, Form form, Texts t) {
        var ask = Ask.of(form, "/obligations/references/" + reference.id(), "/obligations/sets/" + set.id())
                .optional("from", reference.name(), "date", t.of("obligations.reference.withdrawHint"))
                .button("withdraw", t.of("obligations.reference.withdraw"), true);
        return new ModelAndView(
                "obligations/web/permitTask", "page", new TaskPage(set, "obligations.reference.task", ask, false));
    }
}
