package org.verdite.monitoring;

import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.obligations.LimitKind;
import org.verdite.rectification.Finder;
import org.verdite.shared.Origin;
import org.verdite.shared.UnitId;

/// Episodes as the records that items are opened from.
@Component
class ExceedanceFinder implements Finder {

    private static final String KIND = "exceedance";
    private static final Set<String> STANDS = Set.of("ONGOING", "ENDED");

    private record Found(UnitId unit, String number, LimitKind kind, String state) {}

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

    /// Only a broken obligation makes somebody non-compliant; any other limit asks for a look. An episode that was
    /// withdrawn or lives on in another is no reason for either.
    @Override
    public Becomes becomes(String kind, String key) {
        return find(kind, key)
                .map(found -> !STANDS.contains(found.state())
                        ? Becomes.NOTHING
                        : found.kind() == LimitKind.COMPLIANCE ? Becomes.ITEM : Becomes.INVESTIGATION)
                .orElse(Becomes.NOTHING);
    }

    static Origin origin(int id, String number) {
        return new Origin("monitoring", KIND, Integer.toString(id), number, "/monitoring/exceedances/" + id);
    }

    private Optional<Found> find(String kind, String key) {
        if (!kind.equals(KIND) || !key.matches("\\d{1,9}")) {
            return Optional.empty();
        }
        return jdbc.sql("select unit_id, number, kind, state from monitoring.exceedance where id = :id")
                .param("id", Integer.valueOf(key))
                .query((rs, _) -> new Found(
                        new UnitId(rs.getInt("unit_id")),
                        rs.getString("number"),
                        LimitKind.valueOf(rs.getString("kind")),
                        rs.getString("state")))
                .optional();
    }
}
