package org.verdite.organisation.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.organisation.Access;
import org.verdite.organisation.Admission;
import org.verdite.organisation.AdmissionBar;
import org.verdite.organisation.Admissions;
import org.verdite.organisation.Days;
import org.verdite.organisation.People;
import org.verdite.organisation.Permission;
import org.verdite.organisation.Sites;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.shared.PersonId;
import org.verdite.shared.SiteId;
import org.verdite.shared.UnitId;
import org.verdite.ui.Frames;
import org.verdite.ui.State;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Form;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Sheet;

/// Contractors' admissions to sites: asked for, what stands against them, admitted, ended.
@Controller
class AdmissionsController {

    private static final String BASE = "/organisation/admissions";

    record Line(Admission admission, List<AdmissionBar.Reason> against) {}

    record ListPage(Filters filters, Map<String, String> states, List<Line> lines) {}

    record NewPage(ContractorsQueries.ContractorLine contractor, Map<String, String> sites, Form form) {}

    record OnePage(
            Line line,
            @Nullable LocalText asker,
            @Nullable LocalText admitter,
            @Nullable LocalText ender,
            boolean mayEdit,
            Form form,
            boolean changed) {

        /// Somebody else admits what one asked for.
        boolean own() {
            Integer asker = line.admission().askedBy();
            return asker != null
                    && asker.equals(org.verdite.shared.Scope.current().person());
        }
    }

    private final Admissions admissions;
    private final ContractorsQueries contractors;
    private final Sites sites;
    private final SitesQueries siteQueries;
    private final People people;
    private final Access access;
    private final Frames frames;
    private final Days days;

    AdmissionsController(
            Admissions admissions,
            ContractorsQueries contractors,
            Sites sites,
            SitesQueries siteQueries,
            People people,
            Access access,
            Frames frames,
            Days days) {
        this.admissions = admissions;
        this.contractors = contractors;
        this.sites = sites;
        this.siteQueries = siteQueries;
        this.people = people;
        this.access = access;
        this.frames = frames;
        this.days = days;
    }

    static Admission.@Nullable State state(Filters filters) {
        return filters.has("state") ? Form.of(filters.values()).choice("state", Admission.State.class) : null;
    }

    private List<Line> lines(Filters filters) {
        var all = admissions.list(filters.has("contractor") ? filters.integer("contractor") : null, state(filters));
        var against = admissions.against(all);
        return all.stream()
                .map(a -> new Line(a, against.getOrDefault(a.id(), List.of())))
                .toList();
    }

    @GetMapping(BASE)
    ModelAndView list(HttpServletRequest request) {
        Texts t = frames.texts(request);
        var states = new LinkedHashMap<String, String>();
        for (var state : Admission.State.values()) {
            states.put(state.name(), t.of("organisation.admission.state." + state));
        }
        var filters = Filters.of(request);
        return new ModelAndView("organisation/web/admissions", "page", new ListPage(filters, states, lines(filters)));
    }

    @GetMapping(BASE + "/export")
    void export(
            @RequestParam(defaultValue = "csv") String format, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        var heads = Sheet.heads(
                t, "organisation.admission.", "number", "contractor", "site", "from", "until", "state.head", "against");
        var rows = lines(Filters.of(request)).stream()
                .map(l -> Sheet.row(
                        l.admission().number(),
                        t.of(l.admission().contractorName()),
                        t.of(l.admission().siteName()),
                        l.admission().from(),
                        l.admission().until(),
                        t.of("organisation.admission.state." + l.admission().state()),
                        String.join(
                                " ", l.against().stream().map(r -> says(t, r)).toList())));
        new Sheet("admissions", heads, rows).write(format, response);
    }

    static String says(Texts t, AdmissionBar.Reason reason) {
        return t.of(reason.key(), reason.args().toArray());
    }

    @GetMapping("/organisation/contractors/{id}/admissions/new")
    ModelAndView begin(@PathVariable int id, HttpServletRequest request) {
        int year = days.today().getYear();
        return begin(
                id,
                Form.empty().with("from", days.today()).with("until", java.time.LocalDate.of(year + 1, 1, 1)),
                frames.texts(request));
    }

    private ModelAndView begin(int id, Form form, Texts t) {
        return Steps.page(
                "admissionNew", new NewPage(contractors.require(id), siteQueries.choices(days.today(), t), form), form);
    }

    @PostMapping("/organisation/contractors/{id}/admissions")
    ModelAndView ask(@PathVariable int id, @RequestParam Map<String, String> params, HttpServletRequest request) {
        contractors.require(id);
        var form = Form.of(params);
        var made = new java.util.ArrayList<Admission>();
        boolean done = Steps.taken(form, "from", f -> {
            var site = Steps.named(
                    f, "site", "organisation.invalid.site", () -> sites.byCode(f.text("site", 40)), new SiteId(0));
            var from = f.date("from");
            var until = f.date("until");
            String work = f.optionalText("work", 500);
            f.check();
            made.add(admissions.ask(id, site, from, until, work));
        });
        return done ? new ModelAndView("redirect:" + made.getFirst().path()) : begin(id, form, frames.texts(request));
    }

    @GetMapping(BASE + "/{id}")
    ModelAndView one(@PathVariable long id) {
        return one(id, Form.empty(), false);
    }

    private ModelAndView one(long id, Form form, boolean changed) {
        var admission = admissions.get(id);
        return new ModelAndView(
                "organisation/web/admission",
                "page",
                new OnePage(
                        new Line(admission, admissions.against(admission)),
                        name(admission.askedBy()),
                        name(admission.admittedBy()),
                        name(admission.endedBy()),
                        access.may(Permission.PEOPLE_EDIT, new UnitId(admission.unit())),
                        form,
                        changed));
    }

    private @Nullable LocalText name(@Nullable Integer person) {
        return person == null ? null : people.name(new PersonId(person));
    }

    @PostMapping(BASE + "/{id}")
    ModelAndView step(@PathVariable long id, @RequestParam Map<String, String> params, RedirectAttributes redirect) {
        var admission = admissions.get(id);
        String step = params.getOrDefault("step", "");
        return org.verdite.ui.form.Steps.take(
                params,
                redirect,
                admission.path(),
                "organisation.admission.done." + (step.equals("admit") ? "admit" : "withdraw"),
                f -> {
                    switch (step) {
                        case "admit" -> admissions.admit(id, f.version());
                        case "withdraw" -> {
                            String why = f.text("why", 500);
                            f.check();
                            admissions.withdraw(id, f.version(), why);
                        }
                        default -> throw new Invalid("step", "ui.form.choice");
                    }
                },
                (form, changed) -> one(id, form, changed));
    }

    static State shown(Line line) {
        return switch (line.admission().state()) {
            case WAITING -> line.against().isEmpty() ? State.OPEN : State.WARN;
            case ADMITTED -> line.against().isEmpty() ? State.OK : State.BAD;
            case WITHDRAWN -> State.IDLE;
        };
    }
}
