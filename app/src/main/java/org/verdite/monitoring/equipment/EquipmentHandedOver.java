package org.verdite.monitoring.equipment;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.FacilityHandedOver;

/// Instruments follow their facility to its new unit.
@Component
class EquipmentHandedOver {

    private final JdbcClient jdbc;

    EquipmentHandedOver(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(FacilityHandedOver event) {
        jdbc.sql("select monitoring.hand_over_instruments(:facility, :now, :before)")
                .param("facility", event.facility().value())
                .param("now", event.now().value())
                .param("before", event.before().value())
                .query((rs, _) -> rs.getInt(1))
                .single();
    }
}
