package org.verdite.organisation.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.DayOfWeek;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.organisation.Access;
import org.verdite.organisation.Calendars;
import org.verdite.organisation.Days;
import org.verdite.organisation.Permission;
import org.verdite.organisation.Sites;
import org.verdite.shared.SiteId;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.form.Form;
import org.verdite.ui.list.Sheet;

/// Which days are worked: calendars, their weeks, holidays and make-up days, and the sites that follow them.
@Controller
class CalendarsController {

    private static final String LIST = "/organisation/calendars";

    record CalendarsPage(List<CalendarsQueries.CalendarLine> calendars, boolean mayEdit, Form form) {}

    /// @param step the form that was sent back with problems: week, day or follow
    record CalendarPage(
            CalendarsQueries.CalendarLine calendar,
            int year,
            List<CalendarsQueries.Week> weeks,
            List<CalendarsQueries.Day> days,
            List<CalendarsQueries.Follower> followers,
            boolean mayEdit,
            boolean mayFollow,
            String step,
            Form form) {

        Form form(String name) {
            return name.equals(step) ? form : Form.empty();
        }

        String path() {
            return LIST + "/" + calendar.code();
        }
    }

    private final Calendars calendars;
    private final CalendarsQueries queries;
    private final Sites sites;
    private final Access access;
    private final Days days;
    private final Frames frames;

    CalendarsController(
            Calendars calendars, CalendarsQueries queries, Sites sites, Access access, Days days, Frames frames) {
        this.calendars = calendars;
        this.queries = queries;
        this.sites = sites;
        this.access = access;
        this.days = days;
        this.frames = frames;
    }

    @GetMapping(LIST)
    ModelAndView list() {
        return list(Form.empty());
    }

    private ModelAndView list(Form form) {
        return Steps.page("calendars", new CalendarsPage(queries.calendars(), mayEdit(), form), form);
    }

    private boolean mayEdit() {
        return access.mayAtTop(Permission.ORGANISATION_EDIT);
    }

    @PostMapping(LIST)
    ModelAndView add(@RequestParam Map<String, String> params, RedirectAttributes redirect) {
        var form = Form.of(params);
        boolean done = Steps.taken(form, "code", f -> {
            String code = f.text("code", 40);
            var name = f.texts("name", 200);
            f.check();
            calendars.add(code, name);
        });
        return done ? saved("/" + form.typed("code"), redirect) : list(form);
    }

    private static ModelAndView saved(String path, RedirectAttributes redirect) {
        Flash.done(redirect, "organisation.calendar.saved");
        return new ModelAndView("redirect:" + LIST + path);
    }

    @GetMapping(LIST + "/{code}")
    ModelAndView one(@PathVariable String code, @RequestParam(defaultValue = "") String year) {
        return page(code, year, "", Form.empty());
    }

    private ModelAndView page(String code, String year, String step, Form form) {
        int shown =
                year.matches("\\d{4}") ? Integer.parseInt(year) : days.today().getYear();
        return Steps.page(
                "calendar",
                new CalendarPage(
                        queries.require(code),
                        shown,
                        queries.weeks(code),
                        queries.days(code, shown),
                        queries.followers(code),
                        mayEdit(),
                        access.mayAnywhere(Permission.ORGANISATION_EDIT),
                        step,
                        form),
                form);
    }

    @PostMapping(LIST + "/{code}/weeks")
    ModelAndView week(
            @PathVariable String code, @RequestParam Map<String, String> params, RedirectAttributes redirect) {
        queries.require(code);
        var form = Form.of(params);
        boolean done = Steps.taken(form, "weekFrom", f -> {
            var from = f.date("weekFrom");
            var worked = EnumSet.noneOf(DayOfWeek.class);
            for (DayOfWeek day : DayOfWeek.values()) {
                if (f.ticked(day.name())) {
                    worked.add(day);
                }
            }
            if (worked.isEmpty()) {
                f.problem("weekFrom", "organisation.invalid.weekdays");
            }
            f.check();
            calendars.week(code, from, worked);
        });
        return done ? saved("/" + code, redirect) : page(code, "", "week", form);
    }

    @PostMapping(LIST + "/{code}/days")
    ModelAndView day(@PathVariable String code, @RequestParam Map<String, String> params, RedirectAttributes redirect) {
        queries.require(code);
        var form = Form.of(params);
        boolean drop = form.typed("do").equals("ordinary");
        boolean done = Steps.taken(form, "day", f -> {
            var day = f.date("day");
            if (drop) {
                f.check();
                calendars.ordinary(code, day);
                return;
            }
            var name = f.texts("name", 200);
            String source = f.optionalText("source", 300);
            f.check();
            calendars.day(code, day, f.typed("kind").equals("worked"), name, source, f.ticked("verified"));
        });
        String year = form.typed("day").matches("\\d{4}-.*") ? form.typed("day").substring(0, 4) : "";
        return done ? saved("/" + code + "?year=" + year, redirect) : page(code, year, "day", form);
    }

    @PostMapping(LIST + "/{code}/sites")
    ModelAndView follow(
            @PathVariable String code, @RequestParam Map<String, String> params, RedirectAttributes redirect) {
        queries.require(code);
        var form = Form.of(params);
        boolean done = Steps.taken(form, "site", f -> {
            String typed = f.text("site", 40);
            var from = f.date("siteFrom");
            f.check();
            var site = Steps.named(
                    f,
                    "site",
                    "organisation.invalid.site",
                    () -> sites.byCode(typed).value(),
                    0);
            f.check();
            calendars.follow(new SiteId(site), code, from);
        });
        return done ? saved("/" + code, redirect) : page(code, "", "follow", form);
    }

    @GetMapping(LIST + "/export")
    void export(
            @RequestParam(defaultValue = "csv") String format, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var t = frames.texts(request);
        var heads = List.of(
                t.of("organisation.unit.code"),
                t.of("organisation.calendar.name"),
                t.of("organisation.calendar.days"),
                t.of("organisation.calendar.sites"));
        var rows = queries.calendars().stream().map(c -> Sheet.row(c.code(), t.of(c.name()), c.days(), c.sites()));
        new Sheet("calendars", heads, rows).write(format, response);
    }

    @GetMapping(LIST + "/{code}/export")
    void export(
            @PathVariable String code,
            @RequestParam(defaultValue = "csv") String format,
            @RequestParam(defaultValue = "") String year,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var t = frames.texts(request);
        queries.require(code);
        int shown =
                year.matches("\\d{4}") ? Integer.parseInt(year) : days.today().getYear();
        var heads = List.of(
                t.of("organisation.calendar.day"),
                t.of("organisation.calendar.kind"),
                t.of("organisation.calendar.name"),
                t.of("organisation.calendar.source"),
                t.of("organisation.calendar.verified"));
        var rows = queries.days(code, shown).stream()
                .map(d -> Sheet.row(
                        d.day(),
                        t.of(d.worked() ? "organisation.calendar.worked" : "organisation.calendar.holiday"),
                        t.of(d.name()),
                        d.source(),
                        t.of(d.verified() ? "ui.yes" : "ui.no")));
        new Sheet("calendar-" + code + "-" + shown, heads, rows).write(format, response);
    }
}
