package org.verdite.monitoring;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.FacilityHandedOver;

/// Points and all that hangs on them, in every part of the room, follow the facility to its new responsible unit,
/// within the same transaction.
@Component
class PointsHandedOver {

    private final JdbcClient jdbc;

    PointsHandedOver(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(FacilityHandedOver event) {
        jdbc.sql("""
                        select monitoring.hand_over(e.facility, e.now, e.before) + monitoring.hand_over_expected(e.facility, e.now, e.before)
                          + monitoring.hand_over_loads(e.facility, e.now, e.before) + monitoring.hand_over_doubts(e.facility, e.now, e.before)
                          + monitoring.hand_over_instruments(e.facility, e.now, e.before) + monitoring.hand_over_samples(e.facility, e.now, e.before)
                          + monitoring.hand_over_positions(e.facility, e.now, e.before)
                        from (select cast(:facility as int) as facility, cast(:now as int) as now, cast(:before as int) as before) e""")
                .param("facility", event.facility().value())
                .param("now", event.now().value())
                .param("before", event.before().value())
                .query((rs, _) -> rs.getInt(1))
                .single();
    }
}
