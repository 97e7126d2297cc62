package org.verdite.organisation;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Which day it is for the group: grants begin and end, and the tree changes, at its midnight
/// (`verdite.zone`, by default Asia/Shanghai).
@Component
public class Days {

    private final Clock clock;
    private final ZoneId zone;

    Days(Clock clock, @Value("${verdite.zone:Asia/Shanghai}") String zone) {
        this.clock = clock;
        this.zone = ZoneId.of(zone);
    }

    /// The group's clock.
    public ZoneId zone() {
        return zone;
    }

    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), zone);
    }
}
