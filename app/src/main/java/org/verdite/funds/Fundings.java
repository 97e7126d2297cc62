package org.verdite.funds;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.shared.Origin;
import org.verdite.shared.UnitId;

/// Reads what is planned for records of other rooms, for many of them in one statement.
@Component
class Fundings {

    private record Key(String room, String kind, String id) {}

    private final JdbcClient jdbc;

    Fundings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Map<Origin, List<Funding>> of(List<Origin> asked) {
        var found = new HashMap<Key, List<Funding>>();
        jdbc.sql("""
                        select f.* from unnest(:rooms, :kinds, :keys) o(room, kind, key)
                        join funds.pub_funding f on (f.origin_room, f.origin_kind, f.origin_key) = (o.room, o.kind, o.key)
                        order by f.year, f.id""")
                .param("rooms", asked.stream().map(Origin::room).toArray(String[]::new))
                .param("kinds", asked.stream().map(Origin::kind).toArray(String[]::new))
                .param("keys", asked.stream().map(Origin::id).toArray(String[]::new))
                .query(rs -> {
                    found.computeIfAbsent(
                                    new Key(
                                            rs.getString("origin_room"),
                                            rs.getString("origin_kind"),
                                            rs.getString("origin_key")),
                                    _ -> new ArrayList<>())
                            .add(row(rs));
                });
        var all = new HashMap<Origin, List<Funding>>();
        for (Origin origin : asked) {
            var lines = found.get(new Key(origin.room(), origin.kind(), origin.id()));
            if (lines != null) {
                all.put(origin, List.copyOf(lines));
            }
        }
        return all;
    }

    private static Funding row(ResultSet rs) throws SQLException {
        return new Funding(
                new LineId(rs.getLong("id")),
                new UnitId(rs.getInt("unit_id")),
                rs.getInt("year"),
                rs.getString("number"),
                rs.getString("title"),
                LineState.valueOf(rs.getString("state")),
                rs.getString("currency"),
                rs.getBigDecimal("planned"),
                rs.getBigDecimal("approved"),
                rs.getBigDecimal("committed"),
                rs.getBigDecimal("spent"),
                rs.getInt("unrated"));
    }
}
