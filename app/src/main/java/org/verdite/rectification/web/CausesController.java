package org.verdite.rectification.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.documents.Evidence;
import org.verdite.documents.EvidenceFile;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.rectification.Cause;
import org.verdite.rectification.Cause.Level;
import org.verdite.rectification.Causes;
import org.verdite.rectification.ItemId;
import org.verdite.rectification.ItemStep;
import org.verdite.rectification.Taxonomy;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotHere;
import org.verdite.shared.Refused;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Form;

/// Why an item happened, as a tree that grows downward: each cause answers why of the one above.
@Controller
class CausesController {

    private static final String PAGE = "/rectification/items/{id:\\d{1,18}}/causes";

    /// A cause as the tree shows it.
    ///
    /// @param bears something lies beneath it
    record Node(Cause cause, String word, String by, boolean bears) {}

    /// @param at the form that was sent back: 0 for the event's, the number of a cause above, or of the changed one
    /// @param changing true when the form sent back changes a cause
    record CausesPage(
            ItemView item,
            List<Node> nodes,
            List<Taxonomy.Word> words,
            List<EvidenceFile> files,
            boolean mayEdit,
            Form form,
            long at,
            boolean changing,
            String refused) {

        /// What the form under a cause, or of it, shows.
        Form form(long cause, boolean change) {
            if (at == cause && changing == change && !form.typed("text").isEmpty()) {
                return form;
            }
            var node = nodes.stream().filter(n -> n.cause().id() == cause).findFirst();
            return !change || node.isEmpty()
                    ? Form.empty().with("level", cause == 0 ? Level.IMMEDIATE : Level.UNDERLYING)
                    : Form.empty()
                            .with("version", node.get().cause().version())
                            .with("text", node.get().cause().text())
                            .with(
                                    "code",
                                    Objects.requireNonNullElse(
                                            node.get().cause().code(), ""))
                            .with("level", node.get().cause().level())
                            .with(
                                    "evidence",
                                    Objects.toString(node.get().cause().evidence(), ""));
        }

        boolean open(long cause, boolean change) {
            return at == cause && changing == change && !form.ok();
        }
    }

    private final Causes causes;
    private final CauseTree tree;
    private final ItemReading reading;
    private final Evidence evidence;
    private final Access access;
    private final Frames frames;

    CausesController(
            Causes causes, CauseTree tree, ItemReading reading, Evidence evidence, Access access, Frames frames) {
        this.causes = causes;
        this.tree = tree;
        this.reading = reading;
        this.evidence = evidence;
        this.access = access;
        this.frames = frames;
    }

    @GetMapping(PAGE)
    ModelAndView page(@PathVariable long id, HttpServletRequest request) {
        Texts t = frames.texts(request);
        return page(reading.require(new ItemId(id), t), Form.empty(), -1, false, "", t);
    }

    private ModelAndView page(ItemView v, Form form, long at, boolean changing, String refused, Texts t) {
        return new ModelAndView(
                "rectification/web/causes",
                "page",
                new CausesPage(
                        v,
                        tree.of(v.id(), t),
                        tree.words(),
                        evidence.of(v.origin()),
                        ItemStep.RECORD_CAUSE.possible(v.workflow(), v.state())
                                && access.may(Permission.ITEM_CARRY, v.unit()),
                        form,
                        at,
                        changing,
                        refused));
    }

    /// Answers why of the event, or of the cause that `under` names.
    @PostMapping(PAGE)
    ModelAndView add(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        Texts t = frames.texts(request);
        var v = reading.require(new ItemId(id), t);
        var form = Form.of(params);
        Long under = form.has("under") ? number(form.typed("under")) : null;
        return taken(v, form, under == null ? 0 : under, false, t, redirect, () -> {
            var said = said(form);
            form.check();
            causes.add(v.id(), under, said);
        });
    }

    /// Changes a cause, or takes it out.
    @PostMapping(PAGE + "/{cause:\\d{1,18}}")
    ModelAndView change(
            @PathVariable long id,
            @PathVariable long cause,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        Texts t = frames.texts(request);
        var v = reading.require(new ItemId(id), t);
        var form = Form.of(params);
        return taken(v, form, cause, true, t, redirect, () -> {
            if (form.typed("do").equals("remove")) {
                causes.remove(v.id(), cause, form.version());
                return;
            }
            var said = said(form);
            form.check();
            causes.change(v.id(), cause, form.version(), said);
        });
    }

    private ModelAndView taken(
            ItemView v, Form form, long at, boolean changing, Texts t, RedirectAttributes redirect, Runnable verb) {
        try {
            verb.run();
        } catch (Invalid e) {
            return with(
                    page(v, form.ok() ? form.refused(e) : form, at, changing, "", t), HttpStatus.UNPROCESSABLE_CONTENT);
        } catch (Refused e) {
            return with(page(v, form, at, changing, t.of(e.key(), e.args()), t), HttpStatus.CONFLICT);
        } catch (Conflict e) {
            var last = reading.steps(v.id(), t).getFirst();
            String meanwhile = t.of("rectification.refused.meanwhile", last.who(), t.time(last.at()));
            return with(page(v, form, -1, changing, meanwhile, t), HttpStatus.CONFLICT);
        }
        Flash.done(redirect, "rectification.flash.cause");
        return new ModelAndView("redirect:" + v.path() + "/causes");
    }

    private static Cause.Said said(Form form) {
        String text = form.text("text", 300);
        var level = form.choice("level", Level.class);
        String code = form.text("code", 10);
        return new Cause.Said(level, code, text, form.has("evidence") ? number(form.typed("evidence")) : null);
    }

    private static long number(String typed) {
        if (!typed.matches("\\d{1,18}")) {
            throw new NotHere("cause " + typed);
        }
        return Long.parseLong(typed);
    }

    private static ModelAndView with(ModelAndView page, HttpStatus status) {
        page.setStatus(status);
        return page;
    }
}
