package org.verdite.monitoring;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.rectification.Finder;
import org.verdite.shared.Origin;
import org.verdite.shared.UnitId;

/// Episodes as the records that items are opened from.
@Component
class ExceedanceFinder implements Finder {

    private static final String KIND = "exceedance";

    private record Found(UnitId unit, String number) {}

    private final JdbcClient jdbc;

    ExceedanceFinder(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String room() {
        return "monitoring";
    }

    @Override
    public Optional<UnitId> unit(String kind, String key) {
        return find(kind, key).map(Found::unit);
    }

    @Override
    public Optional<Origin> origin(String kind, String key) {
        return find(kind, key).map(found -> origin(Integer.parseInt(key), found.number()));
    }

    static Origin origin(int id, String number) {
        return new Origin("monitoring", KIND, Integer.toString(id), number, "/monitoring/exceedances/" + id);
    }

    private Optional<Found> find(String kind, String key) {
        if (!kind.equals(KIND) || !key.matches("\\d{1,9}")) {
            return Optional.empty();
        }
        return jdbc.sql("select unit_id, number from monitoring.exceedance where id = :id")
                .param("id", Integer.valueOf(key))
                .query((rs, _) -> new Found(new UnitId(rs.getInt("unit_id")), rs.getString("number")))
                .optional();
    }
}
