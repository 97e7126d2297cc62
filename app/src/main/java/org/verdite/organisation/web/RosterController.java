package org.verdite.organisation.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import org.verdite.organisation.roster.Judged;
import org.verdite.organisation.roster.Judged.Verdict;
import org.verdite.organisation.roster.Roster;
import org.verdite.organisation.roster.RosterBooks;
import org.verdite.organisation.roster.RosterSheet;
import org.verdite.organisation.roster.Rosters;
import org.verdite.shared.Invalid;
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

    /// @param lines those that are asked for, no more than a page bears
    /// @param more how many more there are
    record Trial(
            Roster roster,
            Filters filters,
            Map<String, String> verdicts,
            Map<String, String> sheets,
            List<Judged> lines,
            int more) {}

    private final Rosters rosters;
    private final RosterBooks books;
    private final RosterPlace place;
    private final Access access;
    private final Frames frames;

    RosterController(Rosters rosters, RosterBooks books, RosterPlace place, Access access, Frames frames) {
        this.rosters = rosters;
        this.books = books;
        this.place = place;
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
        var verdicts = new LinkedHashMap<String, String>();
        for (Verdict verdict : Verdict.values()) {
            verdicts.put(verdict.name(), t.of("organisation.roster.verdict." + verdict));
        }
        var sheets = new LinkedHashMap<String, String>();
        for (RosterSheet sheet : RosterSheet.values()) {
            sheets.put(sheet.name(), t.of("organisation.roster.sheet." + sheet));
        }
        return new ModelAndView(
                "organisation/web/roster",
                "page",
                new Trial(
                        roster,
                        filters,
                        verdicts,
                        sheets,
                        lines.subList(0, Math.min(MOST, lines.size())),
                        Math.max(0, lines.size() - MOST)));
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

    /// A value as the reader reads it: a choice by its word.
    static String value(Texts t, RosterSheet sheet, String column, String value) {
        return sheet.columns().stream()
                .filter(c -> c.key().equals(column) && c.choices().contains(value))
                .findFirst()
                .map(c -> t.of(c.words() + value))
                .orElse(value.isEmpty() ? "–" : value);
    }

    static String says(Texts t, Judged.Problem problem) {
        return t.of(problem.key(), problem.args().toArray());
    }
}
