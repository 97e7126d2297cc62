package org.verdite.obligations.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
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
import org.verdite.obligations.Clauses;
import org.verdite.obligations.web.DocumentQueries.Document;
import org.verdite.obligations.web.DocumentQueries.DocumentRow;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.Refused;
import org.verdite.shared.UnitId;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Form;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Sheet;

/// The library of standards by clause, with the documents of units beside what comes with Verdite.
@Controller
class DocumentController {

    record ListPage(Filters filters, List<DocumentRow> documents, boolean mayAdd) {}

    record ShowPage(Document document, boolean mayEdit) {}

    /// @param id of the draft that is changed; null for a new one
    /// @param changed somebody else was quicker
    record FormPage(
            Form form, Map<String, String> units, @Nullable Integer id, boolean changed) {}

    private final DocumentQueries queries;
    private final Clauses clauses;
    private final Access access;
    private final Frames frames;

    DocumentController(DocumentQueries queries, Clauses clauses, Access access, Frames frames) {
        this.queries = queries;
        this.clauses = clauses;
        this.access = access;
        this.frames = frames;
    }

    @GetMapping("/obligations/documents")
    public ModelAndView list(HttpServletRequest request) {
        var filters = Filters.of(request);
        return new ModelAndView(
                "obligations/web/documents",
                "page",
                new ListPage(filters, queries.list(filters), access.mayAnywhere(Permission.OBLIGATIONS_EDIT)));
    }

    @GetMapping("/obligations/documents/export")
    public void export(
            @RequestParam(defaultValue = "csv") String format, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var t = frames.texts(request);
        new Sheet(
                        "documents",
                        Sheet.heads(
                                t,
                                "obligations.documents.col.",
                                "code",
                                "edition",
                                "name",
                                "whose",
                                "clauses",
                                "state",
                                "source"),
                        queries.list(Filters.of(request)).stream()
                                .map(d -> Sheet.row(
                                        d.edition().code(),
                                        d.edition().edition(),
                                        t.of(d.edition().name()),
                                        whose(d, t),
                                        d.edition().clauses(),
                                        t.of(state(d.edition())),
                                        t.of(d.edition().source()))))
                .write(format, response);
    }

    static String whose(DocumentRow d, Texts t) {
        return d.edition().unit() == null
                ? t.of("obligations.documents.library")
                : d.owner() == null ? t.of("obligations.documents.unitAbove") : t.of(d.owner());
    }

    /// Message key.
    static String state(Clauses.Edition e) {
        return e.draft()
                ? "obligations.documents.draft"
                : e.unit() != null
                        ? "obligations.documents.published"
                        : e.sample()
                                ? "obligations.documents.sample"
                                : e.verified() ? "obligations.documents.verified" : "obligations.unverified";
    }

    @GetMapping("/obligations/documents/{id:\\d{1,9}}")
    public ModelAndView show(@PathVariable int id) {
        var document = queries.document(id);
        var unit = document.row().edition().unit();
        return new ModelAndView(
                "obligations/web/document",
                "page",
                new ShowPage(document, unit != null && access.may(Permission.OBLIGATIONS_EDIT, unit)));
    }

    @GetMapping("/obligations/documents/{id:\\d{1,9}}/export")
    public void export(
            @PathVariable int id,
            @RequestParam(defaultValue = "csv") String format,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var t = frames.texts(request);
        var document = queries.document(id);
        var e = document.row().edition();
        new Sheet(
                        e.code() + "-" + e.edition(),
                        Sheet.heads(t, "obligations.documents.col.", "clause", "name", "before", "after", "cited"),
                        document.clauses().stream()
                                .map(c -> Sheet.row(
                                        c.number(),
                                        t.of(c.name()),
                                        String.join(", ", c.before()),
                                        String.join(", ", c.after()),
                                        c.cited().stream()
                                                .mapToInt(cited -> cited.count())
                                                .sum())))
                .write(format, response);
    }

    /// @param next id of the edition that the new one follows
    @GetMapping("/obligations/documents/new")
    public ModelAndView fresh(@RequestParam(required = false) @Nullable Integer next, HttpServletRequest request) {
        var form = next == null
                ? Form.empty().with("unit", request.getParameter("unit"))
                : DocumentForm.next(clauses.edition(next), clauses.of(next));
        return form(form, null, false, request);
    }

    private ModelAndView form(Form form, @Nullable Integer id, boolean changed, HttpServletRequest request) {
        return new ModelAndView(
                "obligations/web/documentForm",
                "page",
                new FormPage(form, queries.writable(frames.texts(request)), id, changed));
    }

    @PostMapping("/obligations/documents")
    public ModelAndView draft(
            @RequestParam Map<String, String> params, HttpServletRequest request, RedirectAttributes redirect) {
        var form = Form.of(params);
        try {
            var standard = DocumentForm.read(form, new UnitId(form.integer("unit", 1, Integer.MAX_VALUE)));
            form.check();
            int id = clauses.draft(standard);
            Flash.done(redirect, "obligations.documents.done.draft");
            return new ModelAndView("redirect:/obligations/documents/" + id);
        } catch (Invalid e) {
            return refused(form, e, null, request);
        }
    }

    private ModelAndView refused(Form form, Invalid e, @Nullable Integer id, HttpServletRequest request) {
        var again = form(form.ok() ? form.refused(e) : form, id, false, request);
        again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return again;
    }

    @GetMapping("/obligations/documents/{id:\\d{1,9}}/edit")
    public ModelAndView edit(@PathVariable int id, HttpServletRequest request) {
        var edition = clauses.edition(id);
        var unit = edition.unit();
        if (unit == null) {
            throw new Refused("obligations.clauses.refused.library");
        }
        access.require(Permission.OBLIGATIONS_EDIT, unit);
        if (!edition.draft()) {
            throw new Refused("obligations.clauses.refused.published");
        }
        return form(DocumentForm.of(edition, clauses.of(id)), id, false, request);
    }

    @PostMapping("/obligations/documents/{id:\\d{1,9}}")
    public ModelAndView change(
            @PathVariable int id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        var known = clauses.edition(id);
        var unit = known.unit();
        var form = Form.of(params);
        try {
            if (unit == null) {
                throw new Refused("obligations.clauses.refused.library");
            }
            var standard = DocumentForm.read(form, unit);
            form.check();
            clauses.change(id, form.version(), standard);
            Flash.done(redirect, "obligations.documents.done.change");
            return new ModelAndView("redirect:/obligations/documents/" + id);
        } catch (Invalid e) {
            return refused(form, e, id, request);
        } catch (Conflict e) {
            var again = form(form.with("version", known.version()), id, true, request);
            again.setStatus(HttpStatus.CONFLICT);
            return again;
        }
    }

    @PostMapping("/obligations/documents/{id:\\d{1,9}}/publish")
    public String publish(@PathVariable int id, @RequestParam int version, RedirectAttributes redirect) {
        clauses.publish(id, version);
        Flash.done(redirect, "obligations.documents.done.publish");
        return "redirect:/obligations/documents/" + id;
    }

    @PostMapping("/obligations/documents/{id:\\d{1,9}}/discard")
    public String discard(@PathVariable int id, @RequestParam int version, RedirectAttributes redirect) {
        clauses.discard(id, version);
        Flash.done(redirect, "obligations.documents.done.discard");
        return "redirect:/obligations/documents";
    }
}
