package org.verdite.organisation.web;

import java.util.ArrayList;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.verdite.organisation.Days;
import org.verdite.ui.SearchSource;
import org.verdite.ui.Texts;

/// Units, sites and people in the global search.
@Component
@Order(10)
class OrganisationSearch implements SearchSource {

    private final UnitsQueries units;
    private final SitesQueries sites;
    private final PeopleQueries people;
    private final Days days;

    OrganisationSearch(UnitsQueries units, SitesQueries sites, PeopleQueries people, Days days) {
        this.units = units;
        this.sites = sites;
        this.people = people;
        this.days = days;
    }

    @Override
    public String group() {
        return "organisation.search.group";
    }

    @Override
    public List<Hit> find(String words, int limit, Texts t) {
        var hits = new ArrayList<Hit>();
        int each = Math.max(limit / 2, 2);
        sites.find(words, each)
                .forEach(s -> hits.add(new Hit(
                        "map-pin",
                        t.of(s.name()),
                        t.of("organisation.siteKind." + s.kind()),
                        "/organisation/sites/" + s.id())));
        var shown = hits.stream().map(Hit::title).toList();
        units.find(words, each, days.today()).stream()
                // a site's own unit carries its name
                .filter(u -> !u.kind().equals("SITE") || !shown.contains(t.of(u.name())))
                .forEach(u -> hits.add(new Hit(
                        "sitemap",
                        t.of(u.name()),
                        t.of("organisation.unitKind." + u.kind()),
                        "/organisation/units/" + u.id())));
        people.find(words, each)
                .forEach(p -> hits.add(
                        new Hit("user", t.of(p.name()), t.of(p.unitName()), "/organisation/people/" + p.id())));
        return hits.size() > limit ? List.copyOf(hits.subList(0, limit)) : hits;
    }
}
