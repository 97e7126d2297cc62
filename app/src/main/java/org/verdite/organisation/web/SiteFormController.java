package org.verdite.organisation.web;

import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
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
import org.verdite.organisation.Access;
import org.verdite.organisation.Days;
import org.verdite.organisation.NewSite;
import org.verdite.organisation.Permission;
import org.verdite.organisation.SiteChange;
import org.verdite.organisation.Sites;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.shared.SiteId;
import org.verdite.shared.UnitId;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Difference;
import org.verdite.ui.form.Form;
import org.verdite.ui.form.Merge;

/// Adds a site to a unit and changes it; a second writer sees what the first stored.
@Controller
class SiteFormController {

    /// The form; the code is asked only while adding.
    record SiteFormPage(
            String title,
            String action,
            String back,
            boolean adding,
            Form form,
            Map<String, String> kinds,
            Map<String, String> entities,
            @Nullable Difference difference) {}

    /// What a site's form says.
    private record Typed(
            LocalText name,
            String kind,
            String country,
            String province,
            ZoneId zone,
            BigDecimal latitude,
            BigDecimal longitude,
            String entity,
            String minerals,
            @Nullable LocalDate since,
            @Nullable LocalDate acquired,
            @Nullable LocalDate closed) {

        static Typed of(Form form) {
            var typed = new Typed(
                    form.texts("name", 200),
                    form.text("kind", 20),
                    form.text("country", 2),
                    form.optionalText("province", 100),
                    zone(form),
                    form.number("latitude"),
                    form.number("longitude"),
                    form.optionalText("legalEntity", 40),
                    form.optionalText("minerals", 200),
                    form.optionalDate("operatingSince"),
                    form.optionalDate("acquired"),
                    form.optionalDate("closed"));
            form.check();
            return typed;
        }

        private static ZoneId zone(Form form) {
            String text = form.text("timeZone", 60);
            try {
                return ZoneId.of(text.isEmpty() ? "UTC" : text);
            } catch (DateTimeException e) {
                form.problem("timeZone", "organisation.invalid.zone", text);
                return java.time.ZoneOffset.UTC;
            }
        }
    }

    private final Frames frames;
    private final Sites sites;
    private final SitesQueries queries;
    private final UnitsQueries units;
    private final Choices choices;
    private final Access access;
    private final Days days;

    SiteFormController(
            Frames frames,
            Sites sites,
            SitesQueries queries,
            UnitsQueries units,
            Choices choices,
            Access access,
            Days days) {
        this.frames = frames;
        this.sites = sites;
        this.queries = queries;
        this.units = units;
        this.choices = choices;
        this.access = access;
        this.days = days;
    }

    @GetMapping("/organisation/units/{id}/site")
    ModelAndView addForm(@PathVariable int id, HttpServletRequest request) {
        var unit = units.require(id, days.today());
        access.require(Permission.ORGANISATION_EDIT, new UnitId(id));
        var form = Form.empty()
                .with("name.en", unit.name().texts().getOrDefault("en", ""))
                .with("name.zh", unit.name().texts().getOrDefault("zh", ""))
                .with("timeZone", "Asia/Shanghai")
                .with("country", "CN");
        return adding(id, form, request);
    }

    private ModelAndView adding(int unit, Form form, HttpServletRequest request) {
        Texts t = frames.texts(request);
        return page(new SiteFormPage(
                t.of(
                        "organisation.site.addTo",
                        t.of(units.require(unit, days.today()).name())),
                "/organisation/units/" + unit + "/site",
                "/organisation/units/" + unit,
                true,
                form,
                Choices.of("siteKind", Choices.SITE_KINDS, t),
                choices.entities(t),
                null));
    }

    private static ModelAndView page(SiteFormPage page) {
        var view = new ModelAndView("organisation/web/siteForm", "page", page);
        if (!page.form().ok()) {
            view.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        if (page.difference() != null) {
            view.setStatus(HttpStatus.CONFLICT);
        }
        return view;
    }

    @PostMapping("/organisation/units/{id}/site")
    ModelAndView add(
            @PathVariable int id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        units.require(id, days.today());
        var form = Form.of(params);
        try {
            String code = form.text("code", 40);
            var s = Typed.of(form);
            var site = sites.add(new NewSite(
                    new UnitId(id),
                    code,
                    s.name(),
                    s.kind(),
                    s.country(),
                    s.province(),
                    s.zone(),
                    s.latitude(),
                    s.longitude(),
                    s.entity(),
                    s.minerals(),
                    s.since(),
                    s.acquired(),
                    s.closed()));
            Flash.done(redirect, "organisation.site.added");
            return new ModelAndView("redirect:/organisation/sites/" + site);
        } catch (Invalid e) {
            return adding(id, form.ok() ? form.refused(e) : form, request);
        }
    }

    @GetMapping("/organisation/sites/{id}/edit")
    ModelAndView editForm(@PathVariable int id, HttpServletRequest request) {
        var site = queries.require(id);
        access.require(Permission.ORGANISATION_EDIT, new UnitId(site.unit()));
        return editing(site, stored(site), null, request);
    }

    private static Form stored(SitesQueries.SiteLine site) {
        var form = Form.empty().with("version", site.version());
        values(site).forEach(form::with);
        return Merge.remember(form);
    }

    /// Each field's stored text, in the order of the form.
    private static Map<String, Object> values(SitesQueries.SiteLine site) {
        var values = new java.util.LinkedHashMap<String, Object>();
        values.put("name.en", site.name().texts().getOrDefault("en", ""));
        values.put("name.zh", site.name().texts().getOrDefault("zh", ""));
        values.put("kind", site.kind());
        values.put("country", site.country());
        values.put("province", site.province());
        values.put("timeZone", site.timeZone());
        values.put("latitude", site.latitude().stripTrailingZeros().toPlainString());
        values.put("longitude", site.longitude().stripTrailingZeros().toPlainString());
        values.put("legalEntity", text(site.legalEntity()));
        values.put("minerals", site.minerals());
        values.put("operatingSince", text(site.operatingSince()));
        values.put("acquired", text(site.acquired()));
        values.put("closed", text(site.closed()));
        return values;
    }

    /// Prefix of the message keys behind a field's codes; texts have none and stand for themselves.
    private static String words(String field) {
        return field.equals("kind") ? "siteKind." : "site.word.";
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private ModelAndView editing(
            SitesQueries.SiteLine site, Form form, @Nullable Difference difference, HttpServletRequest request) {
        Texts t = frames.texts(request);
        return page(new SiteFormPage(
                t.of(site.name()),
                "/organisation/sites/" + site.id() + "/edit",
                "/organisation/sites/" + site.id(),
                false,
                form,
                Choices.of("siteKind", Choices.SITE_KINDS, t),
                choices.entities(t),
                difference));
    }

    @PostMapping("/organisation/sites/{id}/edit")
    ModelAndView edit(
            @PathVariable int id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        var site = queries.require(id);
        var form = Form.of(params);
        try {
            var s = Typed.of(form);
            sites.change(
                    new SiteId(id),
                    new SiteChange(
                            form.version(),
                            s.name(),
                            s.kind(),
                            s.country(),
                            s.province(),
                            s.zone(),
                            s.latitude(),
                            s.longitude(),
                            s.entity(),
                            s.minerals(),
                            s.since(),
                            s.acquired(),
                            s.closed()));
            Flash.done(redirect, "organisation.site.changed");
            return new ModelAndView("redirect:/organisation/sites/" + id);
        } catch (Invalid e) {
            return editing(site, form.ok() ? form.refused(e) : form, null, request);
        } catch (Conflict e) {
            var differences = new Differences(form, frames.texts(request));
            values(site)
                    .forEach((field, theirs) -> differences.compare(
                            field, "organisation.site." + field, theirs, "organisation." + words(field)));
            return editing(
                    site,
                    form,
                    differences.against(units.saved("site", id), site.version(), "/organisation/sites/" + id + "/edit"),
                    request);
        }
    }
}
