package org.verdite.organisation.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.organisation.Access;
import org.verdite.organisation.Days;
import org.verdite.organisation.DossierSource;
import org.verdite.organisation.NewFacility;
import org.verdite.organisation.NewMembership;
import org.verdite.organisation.Permission;
import org.verdite.organisation.Sites;
import org.verdite.shared.Invalid;
import org.verdite.shared.Refused;
import org.verdite.shared.SiteId;
import org.verdite.shared.UnitId;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.UnitDirectory;
import org.verdite.ui.form.Form;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Page;

/// The list of sites and a site's dossier.
@Controller
class SitesController {

    record SitesPage(Filters filters, Page<SitesQueries.SiteLine> list, Map<String, String> kinds) {}

    /// @param holdings who holds the site's legal entity today
    /// @param step the form that was sent back with problems: membership or facility
    record DossierPage(
            SitesQueries.SiteLine site,
            List<UnitDirectory.Unit> path,
            List<SitesQueries.FacilityLine> facilities,
            List<SitesQueries.MembershipLine> memberships,
            List<UnitsQueries.Post> posts,
            List<ContractorsQueries.Contract> contracts,
            List<HoldingsQueries.Holding> holdings,
            List<DossierSource.DossierCard> cards,
            boolean mayEdit,
            String step,
            Form form,
            Map<String, String> boundaries,
            Map<String, String> standings,
            Map<String, String> facilityKinds) {

        Form form(String name) {
            return name.equals(step) ? form : Form.empty();
        }
    }

    private final Frames frames;
    private final Sites sites;
    private final SitesQueries queries;
    private final HoldingsQueries shares;
    private final UnitsQueries units;
    private final ContractorsQueries contractors;
    private final Directory directory;
    private final Choices choices;
    private final Access access;
    private final Days days;
    private final ObjectProvider<DossierSource> sources;

    SitesController(
            Frames frames,
            Sites sites,
            SitesQueries queries,
            HoldingsQueries shares,
            UnitsQueries units,
            ContractorsQueries contractors,
            Directory directory,
            Choices choices,
            Access access,
            Days days,
            ObjectProvider<DossierSource> sources) {
        this.frames = frames;
        this.sites = sites;
        this.queries = queries;
        this.shares = shares;
        this.units = units;
        this.contractors = contractors;
        this.directory = directory;
        this.choices = choices;
        this.access = access;
        this.days = days;
        this.sources = sources;
    }

    @GetMapping("/organisation/sites")
    ModelAndView list(HttpServletRequest request) {
        var filters = Filters.of(request);
        return new ModelAndView(
                "organisation/web/sites",
                "page",
                new SitesPage(
                        filters,
                        queries.list(filters),
                        Choices.of("siteKind", Choices.SITE_KINDS, frames.texts(request))));
    }

    @GetMapping("/organisation/sites/{id}")
    @Transactional(readOnly = true)
    public ModelAndView dossier(@PathVariable int id, HttpServletRequest request) {
        return dossier(id, "", Form.empty(), request);
    }

    private ModelAndView dossier(int id, String step, Form form, HttpServletRequest request) {
        var t = frames.texts(request);
        var site = queries.require(id);
        String entity = site.legalEntity();
        var cards = sources.stream()
                .flatMap(s -> s.cards(new SiteId(id), t).stream())
                .sorted(Comparator.comparingInt(DossierSource.DossierCard::order))
                .toList();
        var page = new ModelAndView(
                "organisation/web/site",
                "page",
                new DossierPage(
                        site,
                        directory.path(site.unit()),
                        queries.facilities(id),
                        queries.memberships(id),
                        units.posts(site.unit(), days.today()),
                        contractors.contracts(0, site.unit()),
                        entity == null
                                ? List.of()
                                : shares.holdings(days.today()).getOrDefault(entity, List.of()),
                        cards,
                        access.may(Permission.ORGANISATION_EDIT, new UnitId(site.unit())),
                        step,
                        form,
                        choices.boundaries(t),
                        Choices.of("standing", Choices.STANDINGS, t),
                        Choices.of("facilityKind", Choices.FACILITY_KINDS, t)));
        if (!form.ok()) {
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return page;
    }

    @PostMapping("/organisation/sites/{id}/memberships")
    ModelAndView member(
            @PathVariable int id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        queries.require(id);
        var form = Form.of(params);
        try {
            var share = form.optionalNumber("share");
            var membership = new NewMembership(
                    form.text("boundary", 40),
                    new SiteId(id),
                    form.text("standing", 20),
                    share == null ? java.math.BigDecimal.ONE : share,
                    form.date("from"),
                    form.optionalDate("to"),
                    form.optionalDate("due"),
                    form.optionalText("reason", 500),
                    form.optionalText("approvedBy", 200));
            form.check();
            sites.member(membership);
        } catch (Invalid e) {
            return dossier(id, "membership", form.ok() ? form.refused(e) : form, request);
        } catch (Refused e) {
            form.problem("from", e.key(), e.args());
            return dossier(id, "membership", form, request);
        }
        Flash.done(redirect, "organisation.site.membershipAdded");
        return new ModelAndView("redirect:/organisation/sites/" + id);
    }

    @PostMapping("/organisation/sites/{id}/facilities")
    ModelAndView facility(
            @PathVariable int id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        var site = queries.require(id);
        var form = Form.of(params);
        try {
            var facility = new NewFacility(
                    new SiteId(id),
                    new UnitId(site.unit()),
                    form.text("code", 40),
                    form.texts("name", 200),
                    form.text("kind", 20),
                    form.optionalNumber("latitude"),
                    form.optionalNumber("longitude"));
            form.check();
            sites.addFacility(facility);
        } catch (Invalid e) {
            return dossier(id, "facility", form.ok() ? form.refused(e) : form, request);
        }
        Flash.done(redirect, "organisation.site.facilityAdded");
        return new ModelAndView("redirect:/organisation/sites/" + id);
    }

    @PostMapping("/organisation/sites/{id}/memberships/{membership}/close")
    String close(
            @PathVariable int id,
            @PathVariable long membership,
            @RequestParam Map<String, String> params,
            RedirectAttributes redirect) {
        queries.require(id);
        var form = Form.of(params);
        var to = form.date("to");
        String reason = form.text("reason", 500);
        form.check();
        sites.closeMembership(membership, to, reason);
        Flash.done(redirect, "organisation.site.membershipEnded");
        return "redirect:/organisation/sites/" + id;
    }
}
