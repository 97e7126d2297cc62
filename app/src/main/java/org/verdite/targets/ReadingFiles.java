package org.verdite.targets;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.documents.EvidenceOwner;
import org.verdite.shared.Origin;
import org.verdite.shared.UnitId;

/// Meter logs, reports and photographs hang on the values that they prove.
@Component
class ReadingFiles implements EvidenceOwner {

    private record Place(UnitId unit, Origin origin) {}

    private final JdbcClient jdbc;

    ReadingFiles(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String room() {
        return "targets";
    }

    @Override
    public Optional<UnitId> unit(String kind, String key) {
        return place(kind, key).map(Place::unit);
    }

    @Override
    public Optional<Origin> origin(String kind, String key) {
        return place(kind, key).map(Place::origin);
    }

    private Optional<Place> place(String kind, String key) {
        if (!kind.equals("reading") || !key.matches("\\d{1,18}")) {
            return Optional.empty();
        }
        return jdbc.sql("""
                        select r.id, r.unit_id, r.goal_id, r.share_id, r.month, g.number from targets.reading r
                        join targets.goal g on g.id = r.goal_id where r.id = :id""")
                .param("id", Long.parseLong(key))
                .query((rs, _) -> {
                    Long share = (Long) rs.getObject("share_id");
                    return new Place(
                            new UnitId(rs.getInt("unit_id")),
                            Reading.origin(
                                    rs.getLong("id"),
                                    rs.getString("number"),
                                    rs.getLong("goal_id"),
                                    share,
                                    YearMonth.from(rs.getObject("month", LocalDate.class))));
                })
                .optional();
    }
}
