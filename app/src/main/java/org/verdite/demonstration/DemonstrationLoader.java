package org.verdite.demonstration;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.organisation.DemonstrationLoading;

/// Loads the demonstration group into an empty database, step by step. A step that was cut off is done again, one that
/// was finished is not.
@Component
class DemonstrationLoader {

    private static final Logger LOG = LoggerFactory.getLogger(DemonstrationLoader.class);
    private static final ZoneId HEADQUARTERS = ZoneId.of("Asia/Shanghai");

    private final boolean wanted;
    private final List<Step> steps;
    private final DemonstrationLoading loading;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;

    DemonstrationLoader(
            @Value("${verdite.demonstration:false}") boolean wanted,
            List<Step> steps,
            DemonstrationLoading loading,
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.wanted = wanted;
        this.steps = List.copyOf(steps);
        this.loading = loading;
        this.jdbc = jdbc;
        this.transactions = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /// After everything that other rooms bring with them, such as the library of standards.
    @EventListener(ApplicationReadyEvent.class)
    @Order(1000)
    public void loadWhenWanted() {
        if (wanted) {
            Cast.SYSTEM.run(this::loadUnlessThere);
        }
    }

    private void loadUnlessThere() {
        try {
            LocalDate day = transactions.execute(_ -> due());
            if (day != null) {
                loading.begin();
                load(day);
            }
        } finally {
            loading.end();
        }
    }

    /// The day of the load: today for an empty database, the day it was begun for one that was cut off, null for any
    /// other.
    private @Nullable LocalDate due() {
        var begun = jdbc.sql("select day, ended_at is not null from demonstration.load")
                .query((rs, _) -> rs.getBoolean(2) ? LocalDate.MIN : rs.getObject(1, LocalDate.class))
                .optional();
        if (begun.isPresent()) {
            return begun.get().equals(LocalDate.MIN) ? null : begun.get();
        }
        boolean empty = jdbc.sql("select not exists (select from organisation.pub_unit)")
                .query((rs, _) -> rs.getBoolean(1))
                .single();
        if (!empty) {
            return null;
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), HEADQUARTERS);
        jdbc.sql("insert into demonstration.load (day) values (:day)")
                .param("day", today)
                .update();
        return today;
    }

    void load(LocalDate day) {
        LOG.info("Loading the demonstration group. People and companies in it are fictional.");
        Instant began = clock.instant();
        Set<String> done = transactions.execute(_ -> done());
        for (Step step : steps) {
            if (!done.contains(step.name())) {
                take(step, day);
            }
        }
        transactions.executeWithoutResult(_ -> jdbc.sql("update demonstration.load set ended_at = verdite.now()")
                .update());
        LOG.info("The demonstration group is loaded, in {} s.", since(began));
    }

    private Set<String> done() {
        return jdbc.sql("select name from demonstration.step").query(String.class).list().stream()
                .collect(Collectors.toSet());
    }

    private void take(Step step, LocalDate day) {
        Instant began = clock.instant();
        LOG.info("Loading the demonstration group: {} …", step.brings());
        if (step.ownTransactions()) {
            step.load(day);
            transactions.executeWithoutResult(_ -> note(step));
        } else {
            transactions.executeWithoutResult(_ -> {
                step.load(day);
                note(step);
            });
        }
        LOG.debug("{}: {} s", step.name(), since(began));
    }

    private void note(Step step) {
        jdbc.sql("insert into demonstration.step (name) values (:name)")
                .param("name", step.name())
                .update();
    }

    private String since(Instant began) {
        return String.format("%.1f", Duration.between(began, clock.instant()).toMillis() / 1000.0);
    }
}
