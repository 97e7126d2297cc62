package org.verdite.organisation.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.NotPermitted;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Page;
import org.verdite.ui.list.Sheet;

/// The room's lists as files: exactly what is filtered.
@Controller
class OrganisationExports {

    private final Frames frames;
    private final SitesQueries sites;
    private final ContractorsQueries contractors;
    private final AccountsQueries accounts;
    private final HoldingsQueries holdings;
    private final Access access;

    OrganisationExports(
            Frames frames,
            SitesQueries sites,
            ContractorsQueries contractors,
            AccountsQueries accounts,
            HoldingsQueries holdings,
            Access access) {
        this.frames = frames;
        this.sites = sites;
        this.contractors = contractors;
        this.accounts = accounts;
        this.holdings = holdings;
        this.access = access;
    }

    @GetMapping("/organisation/sites/export")
    void sites(
            @RequestParam(defaultValue = "csv") String format, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        var heads = Sheet.heads(
                t,
                "organisation.site.",
                "code",
                "name.en",
                "name.zh",
                "kind",
                "country",
                "province",
                "latitude",
                "longitude",
                "timeZone",
                "legalEntity",
                "minerals",
                "operatingSince",
                "closed");
        var rows = Page.all(Filters.of(request), sites::list)
                .map(s -> Sheet.row(
                        s.code(),
                        s.name().texts().getOrDefault("en", ""),
                        s.name().texts().getOrDefault("zh", ""),
                        t.of("organisation.siteKind." + s.kind()),
                        s.country(),
                        s.province(),
                        s.latitude(),
                        s.longitude(),
                        s.timeZone(),
                        t.of(s.legalEntityName()),
                        s.minerals(),
                        s.operatingSince(),
                        s.closed()));
        new Sheet("sites", heads, rows).write(format, response);
    }

    @GetMapping("/organisation/contractors/export")
    void contractors(
            @RequestParam(defaultValue = "csv") String format, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        var heads = List.of(
                t.of("organisation.unit.code"),
                t.of("organisation.contractor"),
                t.of("organisation.site.country"),
                t.of("organisation.contractor.contracts"),
                t.of("organisation.contractor.people"));
        var rows = Page.all(Filters.of(request), contractors::list)
                .map(c -> Sheet.row(c.code(), t.of(c.name()), c.country(), c.contracts(), c.people()));
        new Sheet("contractors", heads, rows).write(format, response);
    }

    @GetMapping("/organisation/accounts/export")
    void accounts(
            @RequestParam(defaultValue = "csv") String format, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        if (!access.mayAnywhere(Permission.ADMINISTER)) {
            throw new NotPermitted(Permission.ADMINISTER.name());
        }
        var heads = List.of(
                t.of("organisation.signIn.login"),
                t.of("organisation.person"),
                t.of("organisation.person.unit"),
                t.of("organisation.accounts.roles"),
                t.of("organisation.accounts.state"));
        var rows = Page.all(Filters.of(request), accounts::list)
                .map(a -> Sheet.row(
                        a.login(),
                        t.of(a.name()),
                        t.of(a.unitName()),
                        String.join(
                                ", ",
                                a.roles().stream()
                                        .map(r -> t.of("organisation.role." + r))
                                        .toList()),
                        t.of(a.disabled() ? "organisation.accounts.disabled" : "organisation.accounts.open")));
        new Sheet("accounts", heads, rows).write(format, response);
    }

    @GetMapping("/organisation/legal-entities/export")
    void entities(
            @RequestParam(defaultValue = "csv") String format, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        var heads = Sheet.heads(t, "organisation.site.", "code", "name.en", "name.zh", "country");
        var rows = holdings.entities().stream()
                .map(e -> Sheet.row(
                        e.code(),
                        e.name().texts().getOrDefault("en", ""),
                        e.name().texts().getOrDefault("zh", ""),
                        e.country()));
        new Sheet("legal-entities", heads, rows).write(format, response);
    }
}
