package org.verdite.governance;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.shared.UnitId;

/// The calendar a unit lives by: its site's, or that of the nearest site above; above all sites the group's.
@Component
public class UnitClock {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final String group;

    UnitClock(JdbcClient jdbc, Clock clock, @Value("${verdite.zone:Asia/Shanghai}") String group) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.group = group;
    }

    public ZoneId zone(UnitId unit) {
        return jdbc.sql("select coalesce(organisation.pub_zone(:unit), :group)")
                .param("unit", unit.value())
                .param("group", group)
                .query((rs, _) -> ZoneId.of(rs.getString(1)))
                .single();
    }

    public LocalDate today(ZoneId zone) {
        return LocalDate.ofInstant(clock.instant(), zone);
    }
}
