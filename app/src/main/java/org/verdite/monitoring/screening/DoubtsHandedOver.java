package org.verdite.monitoring.screening;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.FacilityHandedOver;

/// Doubts and suppressions follow their point to the facility's new responsible unit, within the same transaction.
@Component
class DoubtsHandedOver {

    private final JdbcClient jdbc;

    DoubtsHandedOver(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(FacilityHandedOver event) {
        jdbc.sql("select monitoring.hand_over_doubts(:facility, :now, :before)")
                .param("facility", event.facility().value())
                .param("now", event.now().value())
                .param("before", event.before().value())
                .query((rs, _) -> rs.getInt(1))
                .single();
    }
}
