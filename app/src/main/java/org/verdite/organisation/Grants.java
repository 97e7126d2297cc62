package org.verdite.organisation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.shared.LocalText;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;
import org.verdite.ui.Json;

/// Which role each account has at which unit, and what it therefore sees: the union of the subtrees of its grants by
/// today's tree. Held in memory, read again after each change and after half a minute.
@Component
public class Grants {

    /// One role at one unit for a time.
    public record Grant(
            long id,
            Role role,
            int unit,
            LocalDate from,
            @Nullable LocalDate to) {
        public boolean validOn(LocalDate day) {
            return !from.isAfter(day) && (to == null || to.isAfter(day));
        }
    }

    /// An account with all its grants, those of other times too.
    public record Holder(
            int account, String login, int person, LocalText name, boolean demonstration, List<Grant> grants) {}

    private static final Duration AGE = Duration.ofSeconds(30);

    private record Held(@Nullable Holder holder, Instant at, long generation) {}

    private record Seen(UnitTree tree, Holder holder, int @Nullable [] units, int @Nullable [] administered) {
        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }

        @Override
        public String toString() {
            return "Seen[" + holder.account() + "]";
        }
    }

    private final JdbcClient jdbc;
    private final TransactionTemplate apart;
    private final Clock clock;
    private final Days days;
    private final UnitTrees trees;
    private final Map<Integer, Held> holders = new ConcurrentHashMap<>();
    private final Map<Integer, Seen> seen = new ConcurrentHashMap<>();
    private volatile long generation;

    Grants(JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock, Days days, UnitTrees trees) {
        this.jdbc = jdbc;
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.apart.setReadOnly(true);
        this.clock = clock;
        this.days = days;
        this.trees = trees;
    }

    /// Null when there is no such account or it is disabled.
    public @Nullable Holder holder(int account) {
        var known = holders.get(account);
        boolean busy = TransactionSynchronizationManager.isActualTransactionActive();
        if (known != null
                && known.generation() == generation
                && (busy || Duration.between(known.at(), clock.instant()).abs().compareTo(AGE) < 0)) {
            return known.holder();
        }
        long before = generation;
        var holder = read(account);
        holders.put(account, new Held(holder, clock.instant(), before));
        return holder;
    }

    /// The units the account sees today; null for every unit.
    public int @Nullable [] units(int account) {
        var seen = seen(account);
        return seen == null ? new int[0] : seen.units();
    }

    /// The units whose accounts it keeps today; null for every unit.
    public int @Nullable [] administered(int account) {
        var seen = seen(account);
        return seen == null ? new int[0] : seen.administered();
    }

    private @Nullable Seen seen(int account) {
        var holder = holder(account);
        if (holder == null) {
            return null;
        }
        var tree = trees.today();
        var known = seen.get(account);
        if (known == null || known.tree() != tree || known.holder() != holder) {
            known = new Seen(
                    tree,
                    holder,
                    sight(holder, tree, _ -> true),
                    sight(holder, tree, role -> role.allows(Permission.ADMINISTER)));
            seen.put(account, known);
        }
        return known;
    }

    private int @Nullable [] sight(Holder holder, UnitTree tree, Predicate<Role> roles) {
        var places = holder.grants().stream()
                .filter(g -> g.validOn(tree.day()) && roles.test(g.role()))
                .map(Grant::unit)
                .distinct()
                .toList();
        if (tree.roots().size() == 1 && places.contains(tree.roots().getFirst())) {
            return null;
        }
        return places.stream()
                .flatMapToInt(p -> IntStream.of(tree.subtree(p)))
                .sorted()
                .distinct()
                .toArray();
    }

    /// True for an account that has no role anywhere today, as that of a person from outside.
    public boolean guest(int account) {
        var holder = holder(account);
        LocalDate today = days.today();
        return holder != null && holder.grants().stream().noneMatch(g -> g.validOn(today));
    }

    /// True for an account that has this role today and no other.
    public boolean only(int account, Role role) {
        var holder = holder(account);
        LocalDate today = days.today();
        var standing = holder == null
                ? List.<Grant>of()
                : holder.grants().stream().filter(g -> g.validOn(today)).toList();
        return !standing.isEmpty() && standing.stream().allMatch(g -> g.role() == role);
    }

    boolean sees(Scope scope, UnitId unit) {
        int[] units = scope.units();
        return units == null || IntStream.of(units).anyMatch(u -> u == unit.value());
    }

    boolean allows(Scope scope, Permission permission, UnitId unit) {
        var above = Set.copyOf(trees.today().above(unit.value()));
        return current(scope).stream().anyMatch(g -> g.role().allows(permission) && above.contains(g.unit()));
    }

    boolean allowsAnywhere(Scope scope, Permission permission) {
        return current(scope).stream().anyMatch(g -> g.role().allows(permission));
    }

    boolean allowsAtTop(Scope scope, Permission permission) {
        var tops = trees.today().roots();
        return !tops.isEmpty() && tops.stream().allMatch(top -> allows(scope, permission, new UnitId(top)));
    }

    private List<Grant> current(Scope scope) {
        Integer account = scope.account();
        var holder = account == null ? null : holder(account);
        LocalDate today = days.today();
        return holder == null
                ? List.of()
                : holder.grants().stream().filter(g -> g.validOn(today)).toList();
    }

    /// Called by whatever changes accounts, grants or the names of people.
    void changed() {
        UnitTrees.afterCommit(() -> {
            synchronized (this) {
                generation++;
            }
        });
    }

    /// The roles given to an account, whether it is open or closed.
    List<Grant> given(int account) {
        var found = Scope.system("grants").get(() -> apart.execute(_ -> grants(account)));
        return found == null ? List.of() : found;
    }

    private @Nullable Holder read(int account) {
        return Scope.system("grants")
                .get(() -> apart.execute(_ -> jdbc.sql("""
                        select a.id, a.login, a.person_id, a.demonstration, p.name
                        from organisation.account a join organisation.person p on p.id = a.person_id
                        where a.id = :account and not a.disabled""")
                        .param("account", account)
                        .query((rs, _) -> new Holder(
                                rs.getInt("id"),
                                rs.getString("login"),
                                rs.getInt("person_id"),
                                Json.text(rs.getString("name")),
                                rs.getBoolean("demonstration"),
                                grants(account)))
                        .optional()
                        .orElse(null)));
    }

    private List<Grant> grants(int account) {
        return jdbc.sql("""
                        select id, role, unit_id, valid_from, valid_to from organisation.grant_of_role
                        where account_id = :account and revoked_at is null order by id""")
                .param("account", account)
                .query((rs, _) -> new Grant(
                        rs.getLong("id"),
                        Role.valueOf(rs.getString("role")),
                        rs.getInt("unit_id"),
                        rs.getObject("valid_from", LocalDate.class),
                        rs.getObject("valid_to", LocalDate.class)))
                .list();
    }
}
