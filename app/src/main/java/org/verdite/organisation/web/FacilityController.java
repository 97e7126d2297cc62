package org.verdite.organisation.web;

import jakarta.servlet.http.HttpServletRequest;
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
import org.verdite.organisation.Facilities;
import org.verdite.organisation.Permission;
import org.verdite.shared.FacilityId;
import org.verdite.shared.LocalText;
import org.verdite.shared.UnitId;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.form.Form;

/// One facility: its state of life, legal holder, shapes and responsible unit by dates.
@Controller
class FacilityController {

    private static final String PAGE = "/organisation/facilities/{id}";

    /// @param site null where it is out of sight: another unit of the site may be responsible for the facility
    /// @param step the form that was sent back with problems: change, handOver or shape
    record FacilityPage(
            SitesQueries.FacilityLine facility,
            @Nullable LocalText site,
            FacilitiesQueries.@Nullable Holder holder,
            List<FacilitiesQueries.Responsible> responsible,
            List<FacilitiesQueries.Shape> shapes,
            boolean mayEdit,
            Map<String, String> states,
            Map<String, String> entities,
            String step,
            Form form) {

        Form form(String name) {
            return name.equals(step)
                    ? form
                    : Form.empty()
                            .with("name.en", facility.name().texts().getOrDefault("en", ""))
                            .with("name.zh", facility.name().texts().getOrDefault("zh", ""))
                            .with("lifeState", facility.lifeState())
                            .with("legalEntity", holder == null ? "" : holder.code());
        }
    }

    private final Frames frames;
    private final Facilities facilities;
    private final SitesQueries sites;
    private final FacilitiesQueries queries;
    private final Choices choices;
    private final Access access;

    FacilityController(
            Frames frames,
            Facilities facilities,
            SitesQueries sites,
            FacilitiesQueries queries,
            Choices choices,
            Access access) {
        this.frames = frames;
        this.facilities = facilities;
        this.sites = sites;
        this.queries = queries;
        this.choices = choices;
        this.access = access;
    }

    @GetMapping(PAGE)
    ModelAndView page(@PathVariable int id, HttpServletRequest request) {
        return page(id, "", Form.empty(), request);
    }

    private ModelAndView page(int id, String step, Form form, HttpServletRequest request) {
        var t = frames.texts(request);
        var facility = sites.requireFacility(id);
        var page = new FacilityPage(
                facility,
                sites.name(facility.site()),
                queries.holder(id),
                queries.responsible(id),
                queries.shapes(id),
                access.may(Permission.ORGANISATION_EDIT, new UnitId(facility.unit())),
                Choices.of("lifeState", Choices.LIFE_STATES, t),
                choices.entities(t),
                step,
                form);
        return Steps.page("facility", page, form);
    }

    private ModelAndView done(int id, RedirectAttributes redirect, String key) {
        Flash.done(redirect, key);
        return new ModelAndView("redirect:" + PAGE.replace("{id}", String.valueOf(id)));
    }

    @PostMapping(PAGE + "/change")
    ModelAndView change(
            @PathVariable int id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        sites.requireFacility(id);
        var form = Form.of(params);
        boolean done = Steps.taken(form, "name.en", f -> {
            var name = f.texts("name", 200);
            String state = f.text("lifeState", 20);
            String entity = f.optionalText("legalEntity", 40);
            f.check();
            facilities.change(new FacilityId(id), f.version(), name, state, entity);
        });
        return done ? done(id, redirect, "organisation.facility.changed") : page(id, "change", form, request);
    }

    @PostMapping(PAGE + "/hand-over")
    ModelAndView handOver(
            @PathVariable int id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        sites.requireFacility(id);
        var form = Form.of(params);
        boolean done = Steps.taken(form, "from", f -> {
            int unit = choices.unit(f.text("at", 200));
            if (unit == 0) {
                f.problem("at", "organisation.invalid.unit", f.typed("at"));
            }
            var from = f.date("from");
            f.check();
            facilities.handOver(new FacilityId(id), new UnitId(unit), from);
        });
        return done ? done(id, redirect, "organisation.facility.handedOver") : page(id, "handOver", form, request);
    }

    @PostMapping(PAGE + "/shape")
    ModelAndView shape(
            @PathVariable int id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        sites.requireFacility(id);
        var form = Form.of(params);
        boolean done = Steps.taken(form, "geojson", f -> {
            String shape = f.typed("geojson").strip();
            if (shape.isEmpty()) {
                f.problem("geojson", "ui.form.required");
            }
            var from = f.date("shapeFrom");
            f.check();
            facilities.shape(new FacilityId(id), shape, from);
        });
        return done ? done(id, redirect, "organisation.facility.shaped") : page(id, "shape", form, request);
    }
}
