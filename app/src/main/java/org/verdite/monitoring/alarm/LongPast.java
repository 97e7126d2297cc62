package org.verdite.monitoring.alarm;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// What is so long past that nobody can act on it today: it informs and doesn't alarm.
@Component
class LongPast {

    private final Clock clock;
    private final Duration online;
    private final Duration laboratory;

    LongPast(
            Clock clock,
            @Value("${verdite.monitoring.late-online:72h}") Duration online,
            @Value("${verdite.monitoring.late-laboratory:14d}") Duration laboratory) {
        this.clock = clock;
        this.online = online;
        this.laboratory = laboratory;
    }

    /// @param byInstrument true where values come by themselves, so that lateness is told in hours
    boolean is(Instant moment, boolean byInstrument) {
        return moment.plus(byInstrument ? online : laboratory).isBefore(clock.instant());
    }
}
