package org.verdite.organisation;

import java.util.Comparator;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.ui.Texts;

/// What a change of units touches: what this room keeps, and what those above say.
@Component
@Transactional(readOnly = true)
public class UnitsTouched {

    private static final String COUNTS = """
            select (select count(*) from organisation.person where unit_id = any(:units) and erased_at is null) as people,
              (select count(*) from organisation.position where unit_id = any(:units) and (closed is null or closed > :day)) as posts,
              (select count(*) from organisation.site where unit_id = any(:units)) as sites,
              (select count(*) from organisation.facility where unit_id = any(:units)) as facilities,
              (select count(*) from organisation.contract where unit_id = any(:units) and (valid_to is null or valid_to > :day)) as contracts,
              (select count(*) from organisation.grant_of_role where unit_id = any(:units) and revoked_at is null
                and (valid_to is null or valid_to > :day)) as roles""";

    private record Own(String name, String path) {}

    private static final List<Own> OWN = List.of(
            new Own("people", "/organisation/people"),
            new Own("posts", "/organisation"),
            new Own("sites", "/organisation/sites"),
            new Own("facilities", "/organisation/sites"),
            new Own("contracts", "/organisation/contractors"),
            new Own("roles", ""));

    private final JdbcClient jdbc;
    private final ObjectProvider<UnitTouch> rooms;

    UnitsTouched(JdbcClient jdbc, ObjectProvider<UnitTouch> rooms) {
        this.jdbc = jdbc;
        this.rooms = rooms;
    }

    /// What is touched at all, the organisation's own first.
    public List<UnitTouch.Touched> touched(UnitTouch.Change change, Texts t) {
        var own = jdbc.sql(COUNTS)
                .param("units", change.array())
                .param("day", change.day())
                .query((rs, _) -> {
                    var all = new java.util.ArrayList<UnitTouch.Touched>();
                    for (int i = 0; i < OWN.size(); i++) {
                        var one = OWN.get(i);
                        all.add(new UnitTouch.Touched(
                                i,
                                t.of("organisation.touched." + one.name()),
                                rs.getLong(one.name()),
                                t.of("organisation.touched." + one.name() + (change.closes() ? ".closes" : ".stays")),
                                one.path().isEmpty() ? null : change.list(one.path())));
                    }
                    return all;
                })
                .single();
        return java.util.stream.Stream.concat(
                        own.stream(), rooms.stream().flatMap(room -> room.touched(change, t).stream()))
                .filter(touched -> touched.count() > 0)
                .sorted(Comparator.comparing(UnitTouch.Touched::order))
                .toList();
    }
}
