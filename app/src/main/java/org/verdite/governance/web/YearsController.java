package org.verdite.governance.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.governance.DutyStanding;
import org.verdite.governance.LoopBoard;
import org.verdite.governance.LoopLine;
import org.verdite.governance.Waivers;
import org.verdite.governance.Years;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotHere;
import org.verdite.shared.Origin;
import org.verdite.shared.Refused;
import org.verdite.shared.UnitId;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.PassingSource;
import org.verdite.ui.Passings;
import org.verdite.ui.Phase;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Form;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Page;
import org.verdite.ui.list.Sheet;

/// Units by years, a year before its close, and as it was closed.
@Controller
class YearsController {

    record TablePage(Filters filters, Page<YearQueries.Row> list, List<Integer> years, Map<String, String> kinds) {}

    /// @param at where a waiver's form stands that can't be taken: the duty's code
    record OpenPage(
            Years.Standing year,
            List<PassingSource.Passing> passings,
            boolean mayClose,
            Map<String, Boolean> mayDecide,
            Form form,
            String at) {

        boolean decides(DutyStanding duty) {
            return mayDecide.getOrDefault(duty.code(), false);
        }

        /// The form of that duty: what was typed, where it was typed.
        Form of(DutyStanding duty) {
            return duty.code().equals(at) ? form : Form.empty();
        }
    }

    /// A part of the loop and its lines, for the board.
    record Part(Phase phase, List<LoopLine> lines) {

        static List<Part> of(List<LoopLine> lines) {
            return Stream.of(Phase.PLAN, Phase.DO, Phase.CHECK, Phase.ACT)
                    .map(p -> new Part(
                            p, lines.stream().filter(l -> l.phase() == p).toList()))
                    .toList();
        }
    }

    /// @param lines as they were, none of years closed before they were kept
    record ClosedPage(
            YearQueries.Closed year,
            List<LoopLine> lines,
            List<YearQueries.ClosedDuty> duties,
            Page<YearQueries.Carried> carried,
            Filters filters,
            Map<String, String> kinds) {}

    private final YearQueries queries;
    private final Years years;
    private final LoopBoard board;
    private final Waivers waivers;
    private final Passings passings;
    private final Frames frames;

    YearsController(
            YearQueries queries, Years years, LoopBoard board, Waivers waivers, Passings passings, Frames frames) {
        this.queries = queries;
        this.years = years;
        this.board = board;
        this.waivers = waivers;
        this.passings = passings;
        this.frames = frames;
    }

    @GetMapping("/governance/years")
    public ModelAndView table(HttpServletRequest request) {
        Texts t = frames.texts(request);
        var filters = Filters.of(request);
        return new ModelAndView(
                "governance/web/years",
                "page",
                new TablePage(filters, queries.table(filters, t), queries.years(t), ReviewsController.kinds(t)));
    }

    @GetMapping("/governance/years/export")
    public void export(
            @RequestParam(defaultValue = "csv") String format, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        var heads = Stream.concat(
                        Sheet.heads(t, "governance.col.", "unit", "kind").stream(),
                        queries.years(t).stream().map(String::valueOf))
                .toList();
        var rows = Page.all(Filters.of(request), f -> queries.table(f, t))
                .map(r -> Stream.<@Nullable Object>concat(
                                Stream.of(r.name(), t.of("governance.kind." + r.kind())),
                                r.cells().stream().map(c -> t.of("governance.cell." + c.state())))
                        .toList());
        new Sheet("years", heads, rows).write(format, response);
    }

    @GetMapping("/governance/years/{unit}/{year}")
    public ModelAndView show(@PathVariable int unit, @PathVariable int year, HttpServletRequest request) {
        return show(unit, year, Form.empty(), "", request);
    }

    private ModelAndView show(int unit, int year, Form form, String at, HttpServletRequest request) {
        Texts t = frames.texts(request);
        var id = new UnitId(unit);
        var closed = years.closed(id, year);
        if (closed.isEmpty()) {
            var standing = years.standing(id, year);
            var decides = new java.util.HashMap<String, Boolean>();
            standing.duties().forEach(d -> decides.put(d.code(), d.waiver() != null && waivers.mayDecide(d.waiver())));
            return new ModelAndView(
                    "governance/web/openYear",
                    "page",
                    new OpenPage(standing, passings.of(origin(id, year), t), years.mayClose(id), decides, form, at));
        }
        var filters = Filters.of(request);
        return new ModelAndView(
                "governance/web/closedYear",
                "page",
                new ClosedPage(
                        queries.closed(closed.get(), t),
                        board.closed(closed.get()),
                        queries.duties(closed.get(), t),
                        queries.carried(closed.get(), filters, t),
                        filters,
                        carriedKinds(t)));
    }

    /// As committees name it.
    private static Origin origin(UnitId unit, int year) {
        String key = unit + "/" + year;
        return new Origin("governance", "year", key, String.valueOf(year), "/governance/years/" + key);
    }

    private static Map<String, String> carriedKinds(Texts t) {
        return Map.of("ITEM", t.of("governance.carriedKind.ITEM"), "ACTION", t.of("governance.carriedKind.ACTION"));
    }

    /// What was carried over, then beside now; empty while the year is open.
    @GetMapping("/governance/years/{unit}/{year}/export")
    public void export(
            @PathVariable int unit,
            @PathVariable int year,
            @RequestParam(defaultValue = "csv") String format,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        var id = new UnitId(unit);
        var closed = years.closed(id, year);
        if (closed.isEmpty()) {
            years.standing(id, year);
        }
        new Sheet(
                        "carried-" + year,
                        Sheet.heads(
                                t,
                                "governance.col.",
                                "kind",
                                "number",
                                "title",
                                "where",
                                "stateThen",
                                "ownerThen",
                                "dueThen",
                                "stateNow",
                                "ownerNow",
                                "dueNow"),
                        closed.isEmpty()
                                ? Stream.empty()
                                : Page.all(Filters.of(request), f -> queries.carried(closed.get(), f, t))
                                        .map(c -> Sheet.row(
                                                t.of("governance.carriedKind." + c.kind()),
                                                c.number(),
                                                c.title(),
                                                c.where(),
                                                state(c.kind(), c.state(), t),
                                                t.of(c.owner()),
                                                c.due(),
                                                state(c.kind(), c.stateNow(), t),
                                                c.ownerNow(),
                                                c.dueNow())))
                .write(format, response);
    }

    /// In the words of the room that has it.
    static String state(String kind, @Nullable String state, Texts t) {
        if (state == null) {
            return t.of("governance.unseen");
        }
        return t.of((kind.equals("ITEM") ? "rectification.state." : "actions.state.") + state);
    }

    @PostMapping("/governance/years/{unit}/{year}/close")
    public ModelAndView close(@PathVariable int unit, @PathVariable int year, RedirectAttributes redirect) {
        try {
            years.close(new UnitId(unit), year);
            Flash.done(redirect, "governance.done.closed", String.valueOf(year));
        } catch (Refused e) {
            Flash.refused(redirect, e.key(), e.args());
        }
        return new ModelAndView("redirect:/governance/years/" + unit + "/" + year);
    }

    @PostMapping("/governance/years/{unit}/{year}/waivers")
    public ModelAndView ask(
            @PathVariable int unit,
            @PathVariable int year,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        waivers.requireMayAsk(new UnitId(unit));
        var form = Form.of(params);
        try {
            String why = form.text("why", 2000);
            var until = form.date("until");
            form.check();
            waivers.ask(new UnitId(unit), year, form.typed("duty"), why, until);
            Flash.done(redirect, "governance.done.asked");
        } catch (Invalid e) {
            var again = show(unit, year, form.ok() ? form.refused(e) : form, form.typed("duty"), request);
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        } catch (Refused e) {
            Flash.refused(redirect, e.key(), e.args());
        }
        return new ModelAndView("redirect:/governance/years/" + unit + "/" + year);
    }

    @PostMapping("/governance/waivers/{id}")
    public ModelAndView decide(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        var waiver = waivers.find(id).orElseThrow(() -> new NotHere("waiver " + id));
        var form = Form.of(params);
        boolean granted = form.typed("do").equals("grant");
        try {
            waivers.decide(id, granted, form.typed("decidedWhy"));
            Flash.done(redirect, granted ? "governance.done.granted" : "governance.done.refused");
        } catch (Invalid e) {
            var again = show(waiver.unit().value(), waiver.year(), form.refused(e), waiver.duty(), request);
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        } catch (Refused e) {
            Flash.refused(redirect, e.key(), e.args());
        }
        return new ModelAndView("redirect:/governance/years/" + waiver.unit() + "/" + waiver.year());
    }
}
