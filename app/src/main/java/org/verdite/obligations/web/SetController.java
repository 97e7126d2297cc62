package org.verdite.obligations.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.obligations.LimitPlaces;
import org.verdite.obligations.LimitRegister;
import org.verdite.obligations.NewLimitSet;
import org.verdite.obligations.web.SetQueries.LimitRow;
import org.verdite.obligations.web.SetQueries.Reference;
import org.verdite.obligations.web.SetQueries.SetRow;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Invalid;
import org.verdite.shared.SiteId;
import org.verdite.shared.UnitId;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Form;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Page;
import org.verdite.ui.list.Sheet;

/// Pages of the library of standards and of permits.
@Controller
class SetController {

    /// @param side STANDARD or PERMIT
    record ListPage(Filters filters, String side, Page<SetRow> list, boolean mayAdd, Map<String, String> authorities) {
        boolean filtered() {
            return filters.values().keySet().stream()
                    .anyMatch(k -> !k.equals("unit") && !k.equals("after") && !k.equals("before"));
        }
    }

    /// @param nowhere revisions of limits that bind no point
    record SetPage(
            SetRow set,
            List<LimitRow> limits,
            Set<Long> nowhere,
            List<Reference> references,
            List<SetQueries.Adopted> adopted,
            boolean mayAdopt,
            Map<String, String> standards,
            Form form,
            boolean mayEdit,
            LocalDate today,
            String known) {}

    record FormPage(Form form, Map<String, String> sites) {}

    private final SetQueries queries;
    private final LimitRegister register;
    private final ObjectProvider<LimitPlaces> places;
    private final Access access;
    private final Frames frames;
    private final Clock clock;

    SetController(
            SetQueries queries,
            LimitRegister register,
            ObjectProvider<LimitPlaces> places,
            Access access,
            Frames frames,
            Clock clock) {
        this.queries = queries;
        this.register = register;
        this.places = places;
        this.access = access;
        this.frames = frames;
        this.clock = clock;
    }

    @GetMapping("/obligations")
    public ModelAndView standards(HttpServletRequest request) {
        var filters = Filters.of(request);
        return new ModelAndView(
                "obligations/web/sets",
                "page",
                new ListPage(filters, "STANDARD", queries.page(filters, "STANDARD"), false, queries.authorities()));
    }

    @GetMapping("/obligations/permits")
    public ModelAndView permits(HttpServletRequest request) {
        var filters = Filters.of(request);
        return new ModelAndView(
                "obligations/web/sets",
                "page",
                new ListPage(
                        filters,
                        "PERMIT",
                        queries.page(filters, "PERMIT"),
                        access.mayAnywhere(Permission.OBLIGATIONS_EDIT),
                        Map.of()));
    }

    @GetMapping("/obligations/export")
    public void export(
            @RequestParam(defaultValue = "csv") String format,
            @RequestParam(defaultValue = "STANDARD") String side,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        new Sheet(
                        side.equals("PERMIT") ? "permits" : "standards",
                        List.of(
                                        "code",
                                        "edition",
                                        "table",
                                        "name",
                                        "site",
                                        "authority",
                                        "from",
                                        "to",
                                        "limits",
                                        "verified",
                                        "source")
                                .stream()
                                .map(h -> t.of("obligations.col." + h))
                                .toList(),
                        Page.all(
                                        Filters.of(request),
                                        f -> queries.page(f, side.equals("PERMIT") ? "PERMIT" : "STANDARD"))
                                .map(s -> Arrays.<@Nullable Object>asList(
                                        s.code(),
                                        s.edition(),
                                        s.table(),
                                        t.of(s.name()),
                                        t.of(s.site()),
                                        s.authority(),
                                        s.from(),
                                        s.to(),
                                        s.limits(),
                                        s.verified() ? s.verifiedBy() : t.of("obligations.unverified"),
                                        s.source())))
                .write(format, response);
    }

    @GetMapping("/obligations/sets/{id}")
    public ModelAndView show(@PathVariable long id, @RequestParam(required = false) @Nullable String known) {
        return page(id, Form.empty().with("known", known), known);
    }

    /// @param day the register as it was known at the end of that day, to be read only; null for now
    private ModelAndView page(long id, Form form, @Nullable String day) {
        var known = SetQueries.known(day);
        var set = queries.require(id, known);
        boolean mayEdit = known != null
                ? false
                : set.unitId() == null
                        ? register.mayEditStandards()
                        : access.may(Permission.OBLIGATIONS_EDIT, new UnitId(set.unitId()));
        return new ModelAndView(
                "obligations/web/set",
                "page",
                new SetPage(
                        set,
                        queries.limits(id, known),
                        set.ofPlace() && known == null ? nowhere(id) : Set.of(),
                        set.ofPlace() ? queries.references(id, known) : List.of(),
                        set.ofPlace() && known == null ? queries.adopted(id) : List.of(),
                        !set.ofPlace()
                                && known == null
                                && access.mayAnywhere(Permission.OBLIGATIONS_EDIT)
                                && !queries.classes(id).isEmpty(),
                        set.ofPlace() && mayEdit ? queries.standards() : Map.of(),
                        form,
                        mayEdit,
                        LocalDate.ofInstant(clock.instant(), java.time.ZoneOffset.UTC),
                        known == null ? "" : String.valueOf(day)));
    }

    private Set<Long> nowhere(long set) {
        var known = places.getIfAvailable();
        return known == null ? Set.of() : known.nowhere(set);
    }

    @GetMapping("/obligations/permits/new")
    public ModelAndView form(HttpServletRequest request) {
        return form(Form.empty(), request);
    }

    private ModelAndView form(Form form, HttpServletRequest request) {
        return new ModelAndView(
                "obligations/web/permitForm", "page", new FormPage(form, queries.sites(frames.texts(request))));
    }

    @PostMapping("/obligations/permits")
    public ModelAndView add(
            @RequestParam Map<String, String> params, HttpServletRequest request, RedirectAttributes redirect) {
        var form = Form.of(params);
        long id;
        try {
            int site = form.integer("site", 1, Integer.MAX_VALUE);
            String code = form.text("code", 80);
            var name = form.texts("name", 200);
            String authority = form.optionalText("authority", 200);
            LocalDate from = form.date("from");
            LocalDate to = form.optionalDate("to");
            String source = form.optionalText("source", 500);
            form.check();
            id = register.addSet(new NewLimitSet(
                    new UnitId(queries.unitOfSite(site)),
                    code,
                    "",
                    "",
                    name,
                    authority,
                    new SiteId(site),
                    null,
                    from,
                    to,
                    null,
                    source,
                    "",
                    ""));
        } catch (Invalid e) {
            var again = form(form.ok() ? form.refused(e) : form, request);
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
        Flash.done(redirect, "obligations.permit.added");
        return new ModelAndView("redirect:/obligations/sets/" + id);
    }

    @PostMapping("/obligations/sets/{id}/references")
    public ModelAndView refer(
            @PathVariable long id, @RequestParam Map<String, String> params, RedirectAttributes redirect) {
        var form = Form.of(params);
        try {
            int standard = form.integer("standard", 1, Integer.MAX_VALUE);
            LocalDate from = form.date("from");
            form.check();
            register.refer(id, standard, "", from);
        } catch (Invalid e) {
            var again = page(id, form.ok() ? form.refused(e) : form, null);
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
        Flash.done(redirect, "obligations.reference.added");
        return new ModelAndView("redirect:/obligations/sets/" + id);
    }
}
