package org.verdite.reporting.web;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.ui.State;
import org.verdite.ui.UnitStates;

/// The states of the home page's map, gathered for the units that the switcher shows.
@Component
class SwitcherStates implements UnitStates {

    private record Place(int unit, int site) {}

    private final HomeQueries home;
    private final JdbcClient jdbc;

    SwitcherStates(HomeQueries home, JdbcClient jdbc) {
        this.home = home;
        this.jdbc = jdbc;
    }

    @Override
    @Transactional(readOnly = true)
    public Map<Integer, State> worst(Collection<Integer> units) {
        var states = new HashMap<Integer, State>();
        home.sites().forEach(s -> states.put(s.id(), s.state()));
        var worst = new HashMap<Integer, State>();
        for (Place place : places(units)) {
            State state = states.get(place.site());
            if (state != null) {
                worst.merge(place.unit(), state, State::worse);
            }
        }
        return worst;
    }

    /// The sites at or below each of the units, in today's tree.
    private java.util.List<Place> places(Collection<Integer> units) {
        return jdbc.sql("""
                        with recursive tree as materialized (
                          select u.id, u.parent_id from organisation.pub_unit_on(:today) u
                        ), below(top, id) as (
                          select t.id, t.id from tree t where t.id = any(:units)
                          union all
                          select b.top, t.id from below b join tree t on t.parent_id = b.id
                        )
                        select b.top, s.id from below b join organisation.pub_site s on s.unit_id = b.id""")
                .param("today", home.today())
                .param("units", units.toArray(Integer[]::new))
                .query((rs, _) -> new Place(rs.getInt(1), rs.getInt(2)))
                .list();
    }
}
