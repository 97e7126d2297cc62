package org.verdite.monitoring;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.monitoring.BoundLimits.Held;
import org.verdite.monitoring.judgement.LimitLine;
import org.verdite.monitoring.judgement.LimitTerms;
import org.verdite.monitoring.rollup.Cut;
import org.verdite.monitoring.rollup.PeriodMean;
import org.verdite.obligations.Limit;
import org.verdite.obligations.LimitPlaces;
import org.verdite.obligations.LimitRegister;
import org.verdite.obligations.LimitWindow;
import org.verdite.obligations.Operator;
import org.verdite.obligations.formula.Formula;
import org.verdite.shared.FacilityId;
import org.verdite.shared.Scope;
import org.verdite.shared.units.UnitTable;

/// Which limits bind to which series. The register is kept in memory until its fingerprint changes; units are converted
/// once, when a limit is bound.
///
/// A limit binds to whoever it concerns, also where its permit is held by a unit above the reader's: what binds to a
/// point that the reader sees is theirs to know. So the book always reads the register as the system.
@Component
public class LimitBook implements LimitPlaces {

    private record Book(String fingerprint, Map<String, List<Limit>> byParameter) {}

    private final JdbcClient jdbc;
    private final LimitRegister register;
    private final TransactionTemplate apart;
    private volatile Book book = new Book("", Map.of());

    LimitBook(JdbcClient jdbc, LimitRegister register, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.register = register;
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /// Binds the limits in force to the given series. Series of the caller's own, uncommitted transaction are seen when
    /// its scope is everything.
    public BoundLimits bind(Collection<Integer> series) {
        return asSystem(() -> bound(series, current()));
    }

    private BoundLimits bound(Collection<Integer> series, Map<String, List<Limit>> limits) {
        var zones = new HashMap<Integer, ZoneId>();
        var held = new HashMap<Integer, List<Held>>();
        for (BindingSeries one : series(series)) {
            zones.put(one.id(), one.zone());
            held.put(one.id(), bound(one, limits.getOrDefault(one.parameter(), List.of())));
        }
        return new BoundLimits(zones, held);
    }

    /// The same by the register as it was known at a moment.
    public BoundLimits bindKnown(Collection<Integer> series, Instant known) {
        return asSystem(() -> {
            var then = register.binding(known).stream().collect(Collectors.groupingBy(Limit::parameter));
            return bound(series, then);
        });
    }

    private static List<Held> bound(BindingSeries series, List<Limit> limits) {
        var lines = new ArrayList<Held>();
        // a limit may bind through two documents, and in several stretches of days where another stood in between
        var bound = new HashMap<Long, List<Limit.Days>>();
        for (Limit limit : limits) {
            var factor = UnitTable.standard().factor(limit.unit(), series.unit());
            if (factor.isEmpty() || !series.accepts(limit)) {
                continue;
            }
            var days = bound.computeIfAbsent(limit.revision(), _ -> new ArrayList<>());
            for (Limit.Days more : Limit.left(limit.days(series.place()::isExcept), days)) {
                days.add(more);
                lines.add(new Held(
                        new LimitLine(terms(limit, factor.get())),
                        limit.setId(),
                        limit.setName(),
                        limit.permit() == null && (limit.site() != null || limit.facility() != null),
                        limit.clause(),
                        more.from(),
                        more.to()));
            }
        }
        return lines;
    }

    private static LimitTerms terms(Limit limit, BigDecimal factor) {
        return new LimitTerms(
                limit.id(),
                limit.revision(),
                limit.kind(),
                limit.statistic(),
                limit.operator(),
                limit.lower(),
                limit.operator() == Operator.NOT_DETECTED ? BigDecimal.ZERO : limit.upper(),
                limit.warningShare(),
                limit.rounding(),
                limit.nonDetect(),
                limit.nonDetectMean(),
                fewest(limit),
                limit.season(),
                factor,
                limit.formula().isEmpty()
                        ? null
                        : new LimitTerms.Dependence(
                                Formula.read(limit.formula(), limit.unit(), names(limit)), limit.covariates()),
                limit.ranked());
    }

    private static int fewest(Limit limit) {
        return limit.ranked() == null ? limit.minimumNumber() : limit.ranked().fewest(limit.minimumNumber());
    }

    private static Map<String, String> names(Limit limit) {
        return limit.covariates().stream()
                .filter(c -> !c.name().isEmpty())
                .collect(Collectors.toMap(LimitWindow.Covariate::name, LimitWindow.Covariate::unit));
    }

    /// What a limit speaks of that has to be put together first.
    ///
    /// @param fewest how many results the least demanding of its limits asks for
    public record Wanted(PeriodMean mean, Cut cut, int fewest) {}

    private record Asked(PeriodMean mean, Cut cut) {}

    /// The means that limits ask of some series and that can be put together from their results.
    Map<Integer, List<Wanted>> means(Collection<Integer> series) {
        return asSystem(() -> {
            var current = current();
            var wanted = new HashMap<Integer, List<Wanted>>();
            for (BindingSeries one : series(series)) {
                var fewest = new LinkedHashMap<Asked, Integer>();
                for (Limit limit : current.getOrDefault(one.parameter(), List.of())) {
                    if (one.derives(limit)
                            && UnitTable.standard()
                                    .factor(limit.unit(), one.unit())
                                    .isPresent()) {
                        PeriodMean.of(limit.statistic())
                                .ifPresent(
                                        mean -> fewest.merge(new Asked(mean, Cut.of(limit)), fewest(limit), Math::min));
                    }
                }
                fewest.forEach((asked, least) -> wanted.computeIfAbsent(one.id(), _ -> new ArrayList<>())
                        .add(new Wanted(asked.mean(), asked.cut(), least)));
            }
            return wanted;
        });
    }

    /// @param series those with a limit that depends on other values
    /// @param daysApart how far apart such a value may be at the most
    public record Dependants(List<Integer> series, int daysApart) {}

    /// Of all series at the points of some, those with a limit that depends on other values there: what comes for one
    /// may decide about another.
    public Dependants dependants(Collection<Integer> series) {
        return asSystem(() -> {
            var at = jdbc.sql("""
                            select distinct o.id from monitoring.series s join monitoring.series o on o.point_id = s.point_id
                            where s.id = any(:ids) order by 1""")
                    .param("ids", series.toArray(Integer[]::new))
                    .query((rs, _) -> rs.getInt(1))
                    .list();
            var bound = bind(at);
            int days = at.stream()
                    .flatMap(id -> bound.dependent(id).stream())
                    .map(line -> line.terms().dependence())
                    .filter(Objects::nonNull)
                    .flatMap(dependence -> dependence.covariates().stream())
                    .mapToInt(LimitWindow.Covariate::days)
                    .max()
                    .orElse(0);
            return new Dependants(
                    at.stream().filter(id -> !bound.dependent(id).isEmpty()).toList(), days);
        });
    }

    /// The limits that name a point and bind to none of its series, each with why.
    public List<Unbound> unbound(int point) {
        return asSystem(() -> {
            var all = current();
            var series = seriesOf(point);
            var place = place(point);
            return all.values().stream()
                    .flatMap(List::stream)
                    .filter(limit -> place != null && place.names(limit))
                    .filter(limit -> series.stream()
                            .noneMatch(s -> s.accepts(limit)
                                    && UnitTable.standard()
                                            .factor(limit.unit(), s.unit())
                                            .isPresent()))
                    .map(limit -> new Unbound(limit, BindingSeries.whyNot(limit, series)))
                    .toList();
        });
    }

    /// The limits of a permit that name none of the points there are. Also of points that the reader does not see: they
    /// are bound all the same.
    @Override
    public Set<Long> nowhere(long set) {
        return asSystem(() -> {
            var limits = current().values().stream()
                    .flatMap(List::stream)
                    .filter(l -> l.setId() == set && (l.site() != null || l.facility() != null))
                    .toList();
            var places = limits.isEmpty() ? List.<BindingSeries.Place>of() : places(limits);
            return limits.stream()
                    .filter(l -> places.stream().noneMatch(p -> p.names(l)))
                    .map(Limit::revision)
                    .collect(Collectors.toSet());
        });
    }

    /// Of all points at the sites and facilities of some limits.
    private List<BindingSeries.Place> places(List<Limit> limits) {
        return jdbc.sql("""
                        select site_id, facility_id, code, kind, receiving_class from monitoring.point
                        where site_id = any(:sites) or facility_id = any(:facilities)""")
                .param(
                        "sites",
                        limits.stream()
                                .map(Limit::site)
                                .filter(Objects::nonNull)
                                .distinct()
                                .toArray(Integer[]::new))
                .param(
                        "facilities",
                        limits.stream()
                                .map(Limit::facility)
                                .filter(Objects::nonNull)
                                .map(FacilityId::value)
                                .distinct()
                                .toArray(Integer[]::new))
                .query((rs, _) -> BindingSeries.Place.read(rs))
                .list();
    }

    /// @param reason message key
    public record Unbound(Limit limit, String reason) {}

    /// The register as the caller's transaction sees it, by parameter. Only what is committed is kept: what a
    /// transaction changed may be taken back, and another change would then look the same.
    private Map<String, List<Limit>> current() {
        String fingerprint = register.fingerprint();
        var known = book;
        if (!known.fingerprint().equals(fingerprint)) {
            known = apart(this::read);
            book = known;
        }
        return known.fingerprint().equals(fingerprint) ? known.byParameter() : read().byParameter();
    }

    private Book read() {
        return new Book(
                register.fingerprint(), register.binding().stream().collect(Collectors.groupingBy(Limit::parameter)));
    }

    private List<BindingSeries> series(Collection<Integer> ids) {
        return jdbc.sql(BindingSeries.SELECT + " where s.id = any(:ids)")
                .param("ids", ids.toArray(Integer[]::new))
                .query((rs, _) -> BindingSeries.read(rs))
                .list();
    }

    private List<BindingSeries> seriesOf(int point) {
        return jdbc.sql(BindingSeries.SELECT + " where s.point_id = :point")
                .param("point", point)
                .query((rs, _) -> BindingSeries.read(rs))
                .list();
    }

    private BindingSeries.@Nullable Place place(int point) {
        return jdbc.sql(
                        "select site_id, facility_id, code, kind, receiving_class from monitoring.point where id = :point")
                .param("point", point)
                .query((rs, _) -> BindingSeries.Place.read(rs))
                .optional()
                .orElse(null);
    }

    private <T> T asSystem(Supplier<T> work) {
        var scope = Scope.current();
        if (scope.seesEverything()
                && org.springframework.transaction.support.TransactionSynchronizationManager
                        .isActualTransactionActive()) {
            return work.get();
        }
        return apart(work);
    }

    private <T> T apart(Supplier<T> work) {
        return Scope.system("limits").get(() -> Objects.requireNonNull(apart.execute(_ -> work.get())));
    }
}
