package org.verdite.organisation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Whether the demonstration is being loaded. While it is, and until it was, a database without accounts waits for it
/// instead of asking for a first administrator.
@Component
public class DemonstrationLoading {

    private final boolean wanted;
    private final JdbcClient jdbc;
    private final Apart apart;
    private final Clock clock;
    private final AtomicBoolean underWay = new AtomicBoolean();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicBoolean anybody = new AtomicBoolean();
    private volatile @Nullable Known signIns;

    private record Known(boolean any, Instant at) {}

    DemonstrationLoading(
            @Value("${verdite.demonstration:false}") boolean wanted, JdbcClient jdbc, Apart apart, Clock clock) {
        this.wanted = wanted;
        this.jdbc = jdbc;
        this.apart = apart;
        this.clock = clock;
    }

    /// Said by whoever loads it, before the first row.
    public void begin() {
        underWay.set(true);
    }

    /// Said when it is loaded, and also when loading failed or none was needed.
    public void end() {
        underWay.set(false);
        signIns = null;
        ended.set(true);
    }

    /// True from the start of a database that waits for its demonstration until {@link #end()}.
    public boolean waiting() {
        return underWay.get() || wanted && !ended.get() && !anybody();
    }

    /// True once an account exists.
    public boolean anybody() {
        if (anybody.get()) {
            return true;
        }
        boolean now = apart.system(
                "first-run",
                () -> jdbc.sql("select exists (select from organisation.account)")
                        .query((rs, _) -> rs.getBoolean(1))
                        .single());
        if (now) {
            anybody.set(true);
        }
        return now;
    }

    /// True while sign-ins of the demonstration exist, whose password everybody knows. Asked on every page, so it is
    /// remembered for half a minute.
    public boolean signIns() {
        var known = signIns;
        if (known != null && Duration.between(known.at(), clock.instant()).abs().toSeconds() < 30) {
            return known.any();
        }
        boolean now = apart.system(
                "first-run",
                () -> jdbc.sql("select exists (select from organisation.account where demonstration)")
                        .query((rs, _) -> rs.getBoolean(1))
                        .single());
        signIns = new Known(now, clock.instant());
        return now;
    }
}
