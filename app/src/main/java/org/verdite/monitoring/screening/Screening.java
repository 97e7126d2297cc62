package org.verdite.monitoring.screening;

import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Looks for results that deserve a second look.
@Component
public class Screening {

    /// What came may turn its neighbours into a jump, or out of one.
    private static final Duration AROUND = Duration.ofDays(1);

    private final ScreenedSeries series;

    Screening(ScreenedSeries series) {
        this.series = series;
    }

    /// Screens one series between two moments and keeps what is doubted there. Done again it changes nothing.
    @Transactional
    public void look(int id, Instant from, Instant to) {
        var first = from.minus(AROUND);
        var last = to.plus(AROUND);
        series.find(id).ifPresent(one -> {
            var around = series.around(one, first, last);
            var found = Screen.of(around.readings(), one.scale(), one.zone());
            series.keep(one, around, found, around.before(first), around.after(last));
        });
    }
}
