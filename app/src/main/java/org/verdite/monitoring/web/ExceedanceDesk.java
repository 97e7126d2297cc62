package org.verdite.monitoring.web;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.UnitId;
import org.verdite.ui.DeskSource;
import org.verdite.ui.State;
import org.verdite.ui.Texts;

/// Exceedances of permits that nobody has acknowledged, on the desks of those who may.
@Component
@Transactional(readOnly = true)
class ExceedanceDesk implements DeskSource {

    private static final int MOST = 200;
    private static final String WAITS =
            " where e.kind = 'COMPLIANCE' and e.acknowledged_at is null and e.state in ('ONGOING', 'ENDED')";

    private record Waiting(int unit, int count) {}

    private final JdbcClient jdbc;
    private final Access access;

    ExceedanceDesk(JdbcClient jdbc, Access access) {
        this.jdbc = jdbc;
        this.access = access;
    }

    @Override
    public List<Line> lines(Texts t) {
        if (!access.mayAnywhere(Permission.EXCEEDANCE_HANDLE)) {
            return List.of();
        }
        return jdbc
                .sql(ExceedanceRow.SELECT + WAITS + " order by e.started desc, e.id desc limit " + MOST)
                .query((rs, _) -> ExceedanceRow.read(rs))
                .list()
                .stream()
                .filter(row -> access.may(Permission.EXCEEDANCE_HANDLE, new UnitId(row.unit())))
                .map(row -> new Line(
                        State.BAD,
                        t.of("monitoring.desk.acknowledge", row.title(t)),
                        row.number() + " · " + t.of(row.siteName()) + " · " + row.span(t),
                        "/monitoring/exceedances/" + row.id(),
                        null,
                        true))
                .toList();
    }

    /// Counted by unit, so that asking for the permission costs nothing a row.
    @Override
    public int waiting() {
        if (!access.mayAnywhere(Permission.EXCEEDANCE_HANDLE)) {
            return 0;
        }
        return jdbc
                .sql("select e.unit_id, count(*) as n from monitoring.exceedance e" + WAITS + " group by e.unit_id")
                .query((rs, _) -> new Waiting(rs.getInt(1), rs.getInt(2)))
                .list()
                .stream()
                .filter(w -> access.may(Permission.EXCEEDANCE_HANDLE, new UnitId(w.unit())))
                .mapToInt(Waiting::count)
                .sum();
    }
}
