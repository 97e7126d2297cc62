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
        return paths("from organisation.pub_watch_over(:units, :day, :mail)", units);
    }

    /// The same with those who lead a part of the group or all of it.
    Map<Integer, List<Place>> answering(Collection<Integer> units) {
        return paths("from organisation.pub_answer_for(:units, :day, :mail)", units);
    }

    /// Who of these people is away today or has gone, and who does it instead, in one statement.
    Map<Integer, Presence> presences(Collection<Integer> people) {
        var presences = new HashMap<Integer, Presence>();
        jdbc.sql("""
                        select person_id, presence, email, instead, instead_email from organisation.pub_presence(:people, :day)""")
                .param("people", people.stream().distinct().toArray(Integer[]::new))
                .param("day", days.today())
                .query(rs -> {
                    int person = rs.getInt("person_id");
                    boolean mailed = byMail && rs.getBoolean("email");
                    String presence = rs.getString("presence");
                    int instead = rs.getInt("instead");
                    var other = rs.wasNull()
                            ? null
                            : new Watcher(instead, Duty.OWNER, byMail && rs.getBoolean("instead_email"));
                    presences.put(person, new Presence(person, presence.equals("HERE") ? "" : presence, mailed, other));
                });
        return presences;
    }

    private Map<Integer, List<Place>> paths(String from, Collection<Integer> units) {
        var paths = new HashMap<Integer, List<Place>>();
        jdbc.sql("select unit_id, place_id, place_kind, person_id, duty, mailed " + from)
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
