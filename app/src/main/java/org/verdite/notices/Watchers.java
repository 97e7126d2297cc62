package org.verdite.notices;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.notices.Place.Watcher;
import org.verdite.organisation.Days;

/// The way up from units, with whom to tell on it, today.
@Component
class Watchers {

    private final JdbcClient jdbc;
    private final Days days;
    private final boolean byMail;

    Watchers(JdbcClient jdbc, Days days, @Value("${verdite.mail.from:}") String from) {
        this.jdbc = jdbc;
        this.days = days;
        this.byMail = !from.isBlank();
    }

    /// Unit → the places from it to the top, in one statement.
    Map<Integer, List<Place>> above(Collection<Integer> units) {
        var paths = new HashMap<Integer, List<Place>>();
        jdbc.sql("""
                        select unit_id, place_id, place_kind, person_id, duty, mailed
                        from organisation.pub_watch_over(:units, :day, :mail)""")
                .param("units", units.stream().distinct().toArray(Integer[]::new))
                .param("day", days.today())
                .param("mail", byMail)
                .query(rs -> {
                    var path = paths.computeIfAbsent(rs.getInt("unit_id"), _ -> new ArrayList<>());
                    int place = rs.getInt("place_id");
                    if (path.isEmpty() || path.getLast().unit() != place) {
                        path.add(new Place(place, rs.getString("place_kind"), new ArrayList<>()));
                    }
                    int person = rs.getInt("person_id");
                    if (!rs.wasNull()) {
                        path.getLast()
                                .watchers()
                                .add(new Watcher(person, Duty.valueOf(rs.getString("duty")), rs.getBoolean("mailed")));
                    }
                });
        return paths;
    }
}
