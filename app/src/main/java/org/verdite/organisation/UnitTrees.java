package org.verdite.organisation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.shared.Scope;
import org.verdite.ui.Json;

/// Today's tree from memory: every request asks for it. Read again after each change that commits here, and after
/// half a minute for changes that another server made.
@Component
public class UnitTrees {

    private static final Duration AGE = Duration.ofSeconds(30);

    private record Held(UnitTree tree, Instant at, long generation) {}

    private final JdbcClient jdbc;
    private final TransactionTemplate apart;
    private final Clock clock;
    private final Days days;
    private final AtomicLong generation = new AtomicLong();
    private volatile @Nullable Held held;

    UnitTrees(JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock, Days days) {
        this.jdbc = jdbc;
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.apart.setReadOnly(true);
        this.clock = clock;
        this.days = days;
    }

    public UnitTree today() {
        var known = held;
        // Inside a transaction a second connection is only taken when nothing usable is at hand.
        boolean busy = TransactionSynchronizationManager.isActualTransactionActive();
        if (known != null && known.generation() == generation.get() && (fresh(known) || busy)) {
            return known.tree();
        }
        return load();
    }

    private boolean fresh(Held known) {
        return Duration.between(known.at(), clock.instant()).abs().compareTo(AGE) < 0
                && known.tree().day().equals(days.today());
    }

    private synchronized UnitTree load() {
        var known = held;
        if (known != null && known.generation() == generation.get() && fresh(known)) {
            return known.tree();
        }
        long before = generation.get();
        var tree = withClosed(days.today());
        held = new Held(tree, clock.instant(), before);
        return tree;
    }

    /// The tree of another day, as it is known now; read anew each time. Only units open that day are in it.
    public UnitTree on(LocalDate day) {
        return read(day, """
                        select u.id, u.code, u.name, u.kind, u.parent_id, coalesce(s.country, '') as country, true as open
                        from organisation.pub_unit_on(:day) u
                        left join organisation.site s on s.unit_id = u.id and (s.closed is null or s.closed > :day)""");
    }

    private UnitTree withClosed(LocalDate day) {
        return read(day, """
                        select u.id, u.code, u.name, u.kind, e.parent_id, coalesce(s.country, '') as country,
                          u.opened <= :day and (u.closed is null or u.closed > :day) as open
                        from organisation.unit u
                        left join lateral (select e.parent_id from organisation.edge e
                          where e.unit_id = u.id and e.superseded_at is null
                          order by (e.valid_from <= :day and (e.valid_to is null or e.valid_to > :day)) desc,
                            (e.valid_from <= :day) desc, abs(e.valid_from - :day) limit 1) e on true
                        left join organisation.site s on s.unit_id = u.id and (s.closed is null or s.closed > :day)""");
    }

    private UnitTree read(LocalDate day, String sql) {
        List<UnitTree.Node> nodes = Scope.system("tree")
                .get(() -> apart.execute(_ -> jdbc.sql(sql)
                        .param("day", day)
                        .query((rs, _) -> new UnitTree.Node(
                                rs.getInt("id"),
                                rs.getString("code"),
                                Json.text(rs.getString("name")),
                                rs.getString("kind"),
                                (Integer) rs.getObject("parent_id"),
                                rs.getString("country"),
                                rs.getBoolean("open")))
                        .list()));
        return new UnitTree(day, nodes == null ? List.of() : nodes);
    }

    /// Called by whatever changes units, edges or sites: the tree is read again once that is committed.
    void changed() {
        afterCommit(generation::incrementAndGet);
    }

    static void afterCommit(Runnable work) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            work.run();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                work.run();
            }
        });
    }
}
