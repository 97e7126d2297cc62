package org.verdite.inspections.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.inspections.ChecklistFile;
import org.verdite.inspections.ChecklistFiles;
import org.verdite.inspections.Checklists;
import org.verdite.inspections.Criteria;
import org.verdite.inspections.Criterion;
import org.verdite.inspections.EditionState;
import org.verdite.inspections.NewChecklist;
import org.verdite.inspections.Samples;
import org.verdite.inspections.web.ChecklistQueries.EditionRow;
import org.verdite.inspections.web.ChecklistQueries.ListRow;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotHere;
import org.verdite.shared.UnitId;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Form;
import org.verdite.ui.list.Sheet;

/// Checklists, their editions, and how an edition comes to be asked by.
@Controller
class ChecklistsController {

    /// @param lists the samples that come with Verdite, with how much each asks
    record ListPage(List<ListRow> lists, boolean mayBegin) {}

    record SampleRow(String code, LocalText name, int asks) {}

    /// @param below published lists of units above, for a choice
    record NewPage(Form form, Map<String, String> units, Map<String, String> below, List<SampleRow> samples) {}

    /// What is asked by one clause.
    record Group(String standard, String clause, LocalText name, List<Criterion> criteria) {}

    /// @param changed true when somebody else was quicker
    record ShowPage(
            ListRow list,
            EditionRow edition,
            List<EditionRow> editions,
            List<Group> groups,
            Map<String, String> leftOut,
            List<Criterion> leavable,
            boolean mayEdit,
            Form form,
            boolean changed) {

        boolean draft() {
            return edition.state() == EditionState.DRAFT;
        }

        int asks() {
            return groups.stream().mapToInt(g -> g.criteria().size()).sum();
        }

        /// What differs from the list it stands on.
        List<Criterion> different() {
            return edition.standsOn() == null
                    ? List.of()
                    : groups.stream()
                            .flatMap(g -> g.criteria().stream())
                            .filter(Criterion::own)
                            .toList();
        }
    }

    private final ChecklistQueries queries;
    private final Checklists checklists;
    private final Criteria criteria;
    private final Samples samples;
    private final ChecklistFiles files;
    private final Access access;
    private final Frames frames;

    ChecklistsController(
            ChecklistQueries queries,
            Checklists checklists,
            Criteria criteria,
            Samples samples,
            ChecklistFiles files,
            Access access,
            Frames frames) {
        this.queries = queries;
        this.checklists = checklists;
        this.criteria = criteria;
        this.samples = samples;
        this.files = files;
        this.access = access;
        this.frames = frames;
    }

    @GetMapping("/inspections/checklists")
    public ModelAndView lists() {
        return new ModelAndView(
                "inspections/web/checklists",
                "page",
                new ListPage(queries.lists(), access.mayAnywhere(Permission.INSPECTION_PLAN)));
    }

    @GetMapping("/inspections/checklists/export")
    public void export(
            @RequestParam(defaultValue = "csv") String format, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var t = frames.texts(request);
        new Sheet(
                        "checklists",
                        Sheet.heads(
                                t,
                                "inspections.col.",
                                "code",
                                "list",
                                "unit",
                                "standsOn",
                                "published",
                                "drafted",
                                "asks"),
                        queries.lists().stream()
                                .map(l -> Sheet.row(
                                        l.code(),
                                        t.of(l.name()),
                                        t.of(l.unitName()),
                                        t.of(l.standsOnName()),
                                        l.published() == 0 ? null : l.published(),
                                        l.drafted() == 0 ? null : l.drafted(),
                                        l.asks())))
                .write(format, response);
    }

    @GetMapping("/inspections/checklists/new")
    public ModelAndView fresh(HttpServletRequest request) {
        return fresh(Form.empty().with("unit", request.getParameter("unit")), frames.texts(request));
    }

    private ModelAndView fresh(Form form, Texts t) {
        var below = new LinkedHashMap<String, String>();
        queries.lists().stream()
                .filter(l -> l.published() > 0)
                .forEach(l -> below.put(Integer.toString(l.id()), t.of(l.name())));
        return new ModelAndView(
                "inspections/web/newChecklist",
                "page",
                new NewPage(
                        form,
                        queries.units(t),
                        below,
                        samples.all().stream()
                                .map(f -> new SampleRow(
                                        f.checklist().code(),
                                        f.name(),
                                        f.criteria().size()))
                                .toList()));
    }

    @PostMapping("/inspections/checklists")
    public ModelAndView begin(
            @RequestParam Map<String, String> params, HttpServletRequest request, RedirectAttributes redirect) {
        var form = Form.of(params);
        try {
            var unit = new UnitId(form.integer("unit", 1, Integer.MAX_VALUE));
            int edition;
            if (form.has("sample")) {
                form.check();
                edition = samples.takeOver(form.typed("sample"), unit);
            } else {
                var list = new NewChecklist(
                        unit,
                        form.text("code", 40),
                        form.texts("name", 200),
                        form.has("standsOn") ? form.integer("standsOn", 1, Integer.MAX_VALUE) : null,
                        false);
                form.check();
                edition = checklists.begin(list);
            }
            Flash.done(redirect, "inspections.done.begun");
            return new ModelAndView("redirect:/inspections/checklists/" + queries.listOf(edition));
        } catch (Invalid e) {
            var again = fresh(form.ok() ? form.refused(e) : form, frames.texts(request));
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
    }

    @GetMapping("/inspections/checklists/{id}")
    public ModelAndView show(@PathVariable int id, @RequestParam(required = false) @Nullable Integer edition) {
        return page(id, edition, Form.empty(), false);
    }

    private ModelAndView page(int id, @Nullable Integer number, Form form, boolean changed) {
        var list = queries.list(id);
        var editions = queries.editions(id);
        var shown = editions.stream()
                .filter(e -> number == null ? e.number() == usual(list, editions) : e.number() == number)
                .findFirst()
                .orElseThrow(() -> new NotHere("edition " + number));
        var asked = criteria.asked(shown.id());
        var leftOut = criteria.leftOut(shown.id());
        if (!form.has("name.en") && !form.has("name.zh")) {
            list.name().texts().forEach((language, name) -> form.with("name." + language, name));
        }
        return new ModelAndView(
                "inspections/web/checklist",
                "page",
                new ShowPage(
                        list,
                        shown,
                        editions,
                        groups(asked, queries.cited(shown.id())),
                        leftOut,
                        shown.standsOn() == null
                                ? List.of()
                                : criteria.asked(shown.standsOn()).stream()
                                        .filter(c -> !leftOut.containsKey(c.code()))
                                        .toList(),
                        access.may(Permission.INSPECTION_PLAN, list.unit()),
                        form,
                        changed));
    }

    /// What is written comes before what is asked by; who reads only sees the latter.
    private static int usual(ListRow list, List<EditionRow> editions) {
        return list.drafted() > 0
                ? list.drafted()
                : list.published() > 0 ? list.published() : editions.getFirst().number();
    }

    /// By clause, in the order of the criteria.
    private static List<Group> groups(List<Criterion> asked, Map<String, LocalText> names) {
        var byClause = new LinkedHashMap<String, List<Criterion>>();
        asked.forEach(c -> byClause.computeIfAbsent(c.asks().clause().written(), _ -> new ArrayList<>())
                .add(c));
        return byClause.entrySet().stream()
                .map(e -> {
                    var clause = e.getValue().getFirst().asks().clause();
                    return new Group(
                            clause.standard() + " " + clause.edition(),
                            clause.clause(),
                            names.getOrDefault(e.getKey(), LocalText.of("en", "")),
                            e.getValue());
                })
                .toList();
    }

    @PostMapping("/inspections/checklists/{id}/draft")
    public String draft(@PathVariable int id, RedirectAttributes redirect) {
        checklists.draft(id);
        Flash.done(redirect, "inspections.done.drafted");
        return "redirect:/inspections/checklists/" + id;
    }

    @PostMapping("/inspections/checklists/{id}/rename")
    public ModelAndView rename(
            @PathVariable int id, @RequestParam Map<String, String> params, RedirectAttributes redirect) {
        var list = queries.list(id);
        return attempt(id, usual(list, queries.editions(id)), params, redirect, "renamed", form -> {
            var name = form.texts("name", 200);
            form.check();
            checklists.rename(id, form.version(), name);
        });
    }

    @PostMapping("/inspections/editions/{id}/{step:publish|withdraw|leave-out|ask-again}")
    public ModelAndView step(
            @PathVariable int id,
            @PathVariable String step,
            @RequestParam Map<String, String> params,
            RedirectAttributes redirect) {
        return attempt(id, params, redirect, step, form -> take(id, step, form));
    }

    private void take(int edition, String step, Form form) {
        String because = step.equals("withdraw") || step.equals("leave-out") ? form.text("because", 1000) : "";
        String code = step.equals("leave-out") || step.equals("ask-again") ? form.text("leave", 40) : "";
        String note = form.optionalText("note", 2000);
        form.check();
        switch (step) {
            case "publish" -> checklists.publish(edition, form.version(), note);
            case "withdraw" -> checklists.withdraw(edition, form.version(), because);
            case "leave-out" -> criteria.leaveOut(edition, code, because);
            default -> criteria.askAgain(edition, code);
        }
    }

    /// A file takes the place of everything the draft wrote.
    @PostMapping("/inspections/editions/{id}/file")
    public ModelAndView file(@PathVariable int id, @RequestParam MultipartFile file, RedirectAttributes redirect) {
        return attempt(id, Map.of(), redirect, "file", form -> {
            try (var in = file.getInputStream()) {
                files.take(id, Objects.requireNonNullElse(file.getOriginalFilename(), ""), in);
            } catch (Invalid e) {
                e.problems().forEach(p -> placed(form, p));
                form.check();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /// On a page the place in the file is said with what is wrong there.
    private static void placed(Form form, Invalid.Problem p) {
        if (p.field().equals("file")) {
            form.problem("file", p.key(), p.args().toArray());
        } else {
            form.problem(
                    "file",
                    "inspections.file.at",
                    p.field(),
                    new DefaultMessageSourceResolvable(
                            new String[] {p.key()}, p.args().toArray()));
        }
    }

    private interface Step {
        void take(Form form);
    }

    private ModelAndView attempt(
            int edition, Map<String, String> params, RedirectAttributes redirect, String done, Step step) {
        int list = queries.listOf(edition);
        return attempt(list, queries.edition(list, edition).number(), params, redirect, done, step);
    }

    /// @param done last part of the message key `inspections.done.…`
    private ModelAndView attempt(
            int list, int number, Map<String, String> params, RedirectAttributes redirect, String done, Step step) {
        var form = Form.of(params);
        try {
            step.take(form);
        } catch (Invalid e) {
            var again = page(list, number, form.ok() ? form.refused(e) : form, false);
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        } catch (Conflict e) {
            var again = page(list, number, form, true);
            again.setStatus(HttpStatus.CONFLICT);
            return again;
        }
        Flash.done(redirect, "inspections.done." + done);
        return new ModelAndView("redirect:/inspections/checklists/" + list + "?edition=" + number);
    }

    /// What an edition asks: as a table in one language, as a workbook in both that can be read again.
    @GetMapping("/inspections/editions/{id}/export")
    public void export(
            @PathVariable int id,
            @RequestParam(defaultValue = "csv") String format,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var t = frames.texts(request);
        var list = queries.list(queries.listOf(id));
        if (format.equals("xlsx")) {
            response.setContentType(ChecklistsApi.XLSX);
            response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + list.code() + ".xlsx\"");
            response.getOutputStream().write(files.workbook(id, t));
            return;
        }
        new Sheet(
                        list.code(),
                        Sheet.heads(
                                t,
                                "inspections.col.",
                                "code",
                                "standard",
                                "clause",
                                "question",
                                "guidance",
                                "weight",
                                "answer",
                                "lower",
                                "upper",
                                "measure",
                                "photo",
                                "critical",
                                "severity",
                                "medium",
                                "sites",
                                "because"),
                        criteria.asked(id).stream().map(c -> row(c, t)))
                .write(format, response);
    }

    private static List<@Nullable Object> row(Criterion c, Texts t) {
        var a = c.asks();
        var limit = a.limit();
        return Sheet.row(
                a.code(),
                a.clause().standard() + " " + a.clause().edition(),
                a.clause().clause(),
                t.of(a.question()),
                t.of(a.guidance()),
                a.weight(),
                t.of("inspections.answer." + a.answer()),
                limit == null ? null : limit.lower(),
                limit == null ? null : limit.upper(),
                limit == null ? null : limit.measure(),
                a.photo() ? t.of("inspections.photo") : null,
                a.critical() ? t.of("inspections.critical") : null,
                t.of("inspections.severity." + a.severity()),
                t.of("inspections.medium." + a.medium()),
                a.sites().stream()
                        .sorted()
                        .map(site -> t.of("inspections.site." + site))
                        .collect(Collectors.joining(", ")),
                a.because());
    }

    /// What an edition asks as a file that can be read again.
    @GetMapping("/inspections/editions/{id}/file")
    public ResponseEntity<byte[]> file(@PathVariable int id) {
        var list = queries.list(queries.listOf(id));
        return ResponseEntity.ok()
                .contentType(Objects.requireNonNull(MediaType.valueOf("application/yaml")))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + list.code() + ".yaml\"")
                .body(ChecklistFile.write(list.code(), list.name(), criteria.asked(id)));
    }
}
