package org.verdite.organisation.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.organisation.UnitTrees;
import org.verdite.organisation.roster.Judged;
import org.verdite.organisation.roster.Judged.Verdict;
import org.verdite.organisation.roster.Roster;
import org.verdite.organisation.roster.RosterBooks;
import org.verdite.organisation.roster.RosterSheet;
import org.verdite.organisation.roster.Rosters;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.Refused;
import org.verdite.shared.UnitId;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.State;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Form;
import org.verdite.ui.list.Filters;

/// The organisation as a file: the template, what stands, the trial, the taking in.
@Controller
class RosterController {

    static final String BASE = "/organisation/rosters";
    static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final int MOST = 200;

    record Begin(Form form, List<Roster> latest) {}

    /// @param others what waits beside it
    /// @param names what units are called: of those that stand and of those that the file brings
    /// @param lines those that are asked for, no more than a page bears
    /// @param more how many more there are
    record Trial(
            Roster roster,
            List<Roster> others,
            Map<String, LocalText> names,
            Filters filters,
            Map<String, String> sheets,
            List<Judged> lines,
            int more) {}

    private final Rosters rosters;
    private final RosterBooks books;
    private final RosterPlace place;
    private final UnitTrees trees;
    private final Access access;
    private final Frames frames;

    RosterController(
            Rosters rosters, RosterBooks books, RosterPlace place, UnitTrees trees, Access access, Frames frames) {
        this.rosters = rosters;
        this.books = books;
        this.place = place;
        this.trees = trees;
        this.access = access;
        this.frames = frames;
    }

    private void require() {
        if (!access.mayAnywhere(Permission.ORGANISATION_EDIT)) {
            throw new NotPermitted(Permission.ORGANISATION_EDIT.name());
        }
    }

    @GetMapping(BASE)
    ModelAndView begin() {
        require();
        return begin(Form.empty());
    }

    private ModelAndView begin(Form form) {
        var page = new ModelAndView("organisation/web/rosterBegin", "page", new Begin(form, rosters.latest()));
        if (!form.ok()) {
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return page;
    }

    @PostMapping(BASE)
    ModelAndView bring(@RequestParam(required = false) @Nullable MultipartFile file) throws IOException {
        require();
        try {
            return new ModelAndView("redirect:" + BASE + "/"
                    + bring(rosters, place.unit(), file).id());
        } catch (Invalid e) {
            return begin(Form.empty().refused(e));
        } catch (Refused e) {
            var form = Form.empty();
            form.problem("file", e.key(), e.args());
            return begin(form);
        }
    }

    static Roster bring(Rosters rosters, UnitId at, @Nullable MultipartFile file) throws IOException {
        if (file == null || file.isEmpty()) {
            throw new Invalid("file", "organisation.roster.file.empty");
        }
        String name = file.getOriginalFilename();
        try (var in = file.getInputStream()) {
            return rosters.bring(at, name == null ? "" : name, in);
        }
    }

    @GetMapping(BASE + "/template")
    void template(HttpServletRequest request, HttpServletResponse response) throws IOException {
        require();
        Texts t = frames.texts(request);
        head(response, t.of("organisation.roster.template.file"));
        books.template(t, response.getOutputStream());
    }

    /// @param sheet one kind as a list; without it all of them as a workbook
    @GetMapping(BASE + "/present")
    void present(
            @RequestParam(required = false) @Nullable String sheet,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        require();
        Texts t = frames.texts(request);
        if (sheet == null) {
            head(response, t.of("organisation.roster.file"));
            books.present(t, response.getOutputStream());
        } else {
            books.list(Form.of(Map.of("sheet", sheet)).choice("sheet", RosterSheet.class), t)
                    .write("csv", response);
        }
    }

    private static void head(HttpServletResponse response, String name) {
        String encoded =
                URLEncoder.encode(name + ".xlsx", StandardCharsets.UTF_8).replace("+", "%20");
        response.setHeader("Content-Disposition", "attachment; filename*=UTF-8''" + encoded);
        response.setContentType(XLSX);
    }

    @GetMapping(BASE + "/{id}")
    ModelAndView trial(@PathVariable long id, HttpServletRequest request) {
        var roster = rosters.find(id);
        var filters = Filters.of(request);
        Texts t = frames.texts(request);
        var lines = roster.judged().stream()
                .filter(j -> !filters.has("verdict") || j.verdict().name().equals(filters.get("verdict")))
                .filter(j -> !filters.has("sheet") || j.sheet().name().equals(filters.get("sheet")))
                .filter(j -> filters.has("verdict") || j.verdict() != Verdict.SAME)
                .sorted(java.util.Comparator.comparing(Judged::verdict))
                .toList();
        var sheets = new LinkedHashMap<String, String>();
        for (RosterSheet sheet : RosterSheet.values()) {
            sheets.put(sheet.name(), t.of("organisation.roster.sheet." + sheet));
        }
        return new ModelAndView(
                "organisation/web/roster",
                "page",
                new Trial(
                        roster,
                        roster.state() == Roster.State.JUDGED ? waitingBeside(id) : List.of(),
                        names(roster),
                        filters,
                        sheets,
                        lines.subList(0, Math.min(MOST, lines.size())),
                        Math.max(0, lines.size() - MOST)));
    }

    private List<Roster> waitingBeside(long id) {
        return rosters.latest().stream()
                .filter(r -> r.id() != id && r.state() == Roster.State.JUDGED)
                .toList();
    }

    private Map<String, LocalText> names(Roster roster) {
        var names = new HashMap<String, LocalText>();
        trees.today().nodes().forEach(node -> names.put(node.code(), node.name()));
        roster.judged().stream()
                .filter(j -> j.sheet() == RosterSheet.UNITS && j.verdict() == Verdict.NEW)
                .forEach(j -> names.put(j.key(), LocalText.of(after(j, "name.en"), after(j, "name.zh"), "en")));
        return names;
    }

    private static String after(Judged line, String column) {
        return line.changes().stream()
                .filter(c -> c.column().equals(column))
                .findFirst()
                .map(Judged.Change::after)
                .orElse("");
    }

    @PostMapping(BASE + "/{id}")
    ModelAndView decide(
            @PathVariable long id, @RequestParam(defaultValue = "") String step, RedirectAttributes redirect) {
        var roster = rosters.find(id);
        try {
            switch (step) {
                case "take" -> {
                    rosters.take(id);
                    Flash.done(
                            redirect,
                            "organisation.roster.taken",
                            roster.count(Verdict.NEW),
                            roster.count(Verdict.CHANGED));
                }
                case "drop" -> {
                    rosters.drop(id);
                    Flash.done(redirect, "organisation.roster.dropped");
                    return new ModelAndView("redirect:" + BASE);
                }
                default -> throw new Invalid("step", "ui.form.choice");
            }
        } catch (Refused e) {
            Flash.refused(redirect, e.key(), e.args());
        }
        return new ModelAndView("redirect:" + BASE + "/" + id);
    }

    static State state(Verdict verdict) {
        return switch (verdict) {
            case WRONG -> State.BAD;
            case CHANGED -> State.WARN;
            case NEW -> State.OPEN;
            case SAME -> State.IDLE;
        };
    }

    /// `Units, line 7` of `Units!7`; the sheet as the file calls it, a list by what it lists.
    static String where(Texts t, Judged line) {
        int at = line.cell().lastIndexOf('!');
        String sheet = line.cell().substring(0, at);
        return t.of(
                "organisation.roster.at",
                sheet.equals(line.sheet().name()) ? t.of("organisation.roster.sheet." + sheet) : sheet,
                line.cell().substring(at + 1));
    }

    /// `C7` of `People!C7`
    static String cell(Judged.Problem problem) {
        return problem.cell().substring(problem.cell().lastIndexOf('!') + 1);
    }

    /// What a line says but for what it is known by.
    static List<Judged.Change> said(Judged line) {
        return line.changes().stream()
                .filter(c -> line.verdict() != Verdict.NEW || !c.column().equals("code"))
                .toList();
    }

    /// A value as the reader reads it: a choice by its word, a day as their language writes it, a unit by its name.
    static String value(Texts t, Trial page, Judged line, String column, String value) {
        if (value.isEmpty()) {
            return "–";
        }
        var kind = line.sheet().columns().stream()
                .filter(c -> c.key().equals(column))
                .findFirst()
                .orElseThrow();
        if (kind.choices().contains(value)) {
            return t.of(kind.words() + value);
        }
        var name =
                column.equals("parent") || column.equals("unit") ? page.names().get(value) : null;
        if (name != null) {
            return t.of(name) + " (" + value + ")";
        }
        return kind.kind() == RosterSheet.Column.Kind.DATE ? t.date(LocalDate.parse(value)) : value;
    }

    /// Why, in the reader's words; of a choice each that is taken, by its code and what it means.
    static String says(Texts t, RosterSheet sheet, Judged.Problem problem) {
        var column = sheet.columns().stream()
                .filter(c -> c.key().equals(problem.column()) && !c.choices().isEmpty())
                .findFirst();
        return column.isPresent() && problem.key().equals("organisation.roster.oneOf")
                ? t.of(
                        problem.key(),
                        column.get().choices().stream()
                                .map(code -> code + " (" + t.of(column.get().words() + code) + ")")
                                .collect(Collectors.joining(", ")))
                : t.of(problem.key(), problem.args().toArray());
    }
}
