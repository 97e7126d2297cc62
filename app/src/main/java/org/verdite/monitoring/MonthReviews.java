package org.verdite.monitoring;

import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Invalid;
import org.verdite.shared.Lengths;
import org.verdite.shared.NotHere;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;
import org.verdite.shared.SiteId;
import org.verdite.shared.UnitId;

/// A site's month of results, from entered to locked. Who checked a month does not approve it. What comes for a locked
/// month waits until somebody unlocks it by name and with a reason.
@Component
public class MonthReviews {

    private static final int LONGEST_REASON = 1000;

    public enum State {
        ENTERED,
        CHECKED,
        APPROVED,
        LOCKED
    }

    private record Review(int id, UnitId unit, State state) {}

    private record Place(UnitId unit, ZoneId zone) {}

    private final JdbcClient jdbc;
    private final Access access;
    private final RunningLoads loads;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    MonthReviews(JdbcClient jdbc, Access access, RunningLoads loads, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.access = access;
        this.loads = loads;
        this.events = events;
        this.clock = clock;
    }

    /// Somebody looked through the month's results.
    @Transactional
    public void check(SiteId site, YearMonth month) {
        step(site, month, Permission.MONITORING_IMPORT, State.ENTERED, State.CHECKED, "CHECK", "");
    }

    /// @throws Refused when the same person checked it
    @Transactional
    public void approve(SiteId site, YearMonth month) {
        var review = review(site, month);
        access.require(Permission.MONITORING_EDIT, review.unit());
        if (review.state() == State.CHECKED && checkedByMyself(review.id())) {
            throw new Refused("monitoring.review.refused.own");
        }
        step(site, month, Permission.MONITORING_EDIT, State.CHECKED, State.APPROVED, "APPROVE", "");
    }

    /// From now on what comes for the month waits. Loads that run are over before.
    @Transactional
    public void lock(SiteId site, YearMonth month) {
        loads.await();
        step(site, month, Permission.MONITORING_EDIT, State.APPROVED, State.LOCKED, "LOCK", "");
    }

    /// Takes in what waited; judging follows.
    @Transactional
    public void unlock(SiteId site, YearMonth month, String reason) {
        step(site, month, Permission.MONITORING_EDIT, State.LOCKED, State.ENTERED, "UNLOCK", reason(reason));
        events.publishEvent(new MonthUnlocked(site, place(site).unit(), month));
    }

    /// Back to who entered it.
    @Transactional
    public void sendBack(SiteId site, YearMonth month, String reason) {
        var state = review(site, month).state();
        if (state == State.LOCKED || state == State.ENTERED) {
            throw new Refused("monitoring.review.refused." + state);
        }
        step(site, month, Permission.MONITORING_EDIT, state, State.ENTERED, "RETURN", reason(reason));
    }

    private static String reason(String reason) {
        if (reason.isBlank()) {
            throw new Invalid("reason", "ui.form.required");
        }
        new Lengths().most("reason", LONGEST_REASON, reason).check();
        return reason.strip();
    }

    private void step(
            SiteId site, YearMonth month, Permission permission, State from, State to, String step, String reason) {
        var review = review(site, month);
        access.require(permission, review.unit());
        if (review.state() != from) {
            throw new Refused("monitoring.review.refused." + review.state());
        }
        jdbc.sql("update monitoring.month_review set state = :state, version = version + 1 where id = :id")
                .param("state", to.name())
                .param("id", review.id())
                .update();
        jdbc.sql("""
                        insert into monitoring.month_review_step (unit_id, review_id, step, reason, person)
                        values (:unit, :review, :step, :reason, :person)""")
                .param("unit", review.unit().value())
                .param("review", review.id())
                .param("step", step)
                .param("reason", reason)
                .param("person", Scope.current().person(), Types.INTEGER)
                .update();
    }

    private boolean checkedByMyself(int review) {
        return jdbc.sql("""
                        select person is not distinct from cast(:person as int) and who = verdite.who() from monitoring.month_review_step
                        where review_id = :review and step = 'CHECK' order by id desc limit 1""")
                .param("person", Scope.current().person(), Types.INTEGER)
                .param("review", review)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    /// The month's review, begun where there is none yet; nobody else takes a step on it until the transaction ends.
    private Review review(SiteId site, YearMonth month) {
        var place = place(site);
        if (month.isAfter(YearMonth.from(LocalDate.ofInstant(clock.instant(), place.zone())))
                || month.getYear() < 1900) {
            throw new Invalid("month", "monitoring.review.refused.future", month.toString());
        }
        jdbc.sql("""
                        insert into monitoring.month_review (unit_id, site_id, month, state) values (:unit, :site, :month, 'ENTERED')
                        on conflict (site_id, month) do nothing""")
                .param("unit", place.unit().value())
                .param("site", site.value())
                .param("month", month.atDay(1))
                .update();
        return jdbc.sql("""
                        select id, unit_id, state from monitoring.month_review where site_id = :site and month = :month for update""")
                .param("site", site.value())
                .param("month", month.atDay(1))
                .query((rs, _) -> new Review(
                        rs.getInt("id"), new UnitId(rs.getInt("unit_id")), State.valueOf(rs.getString("state"))))
                .single();
    }

    private Place place(SiteId site) {
        return jdbc.sql("select unit_id, time_zone from organisation.pub_site where id = :site")
                .param("site", site.value())
                .query((rs, _) -> new Place(new UnitId(rs.getInt(1)), ZoneId.of(rs.getString(2))))
                .optional()
                .orElseThrow(() -> new NotHere("site " + site.value()));
    }

    /// The locked months of some series' sites, by series; a series whose site has none is left out. Call it seeing
    /// everything, after the load has said that it runs.
    @Transactional(propagation = Propagation.MANDATORY)
    public Map<Integer, Set<YearMonth>> locked(Collection<Integer> series) {
        var locked = new HashMap<Integer, Set<YearMonth>>();
        jdbc.sql("""
                        select s.id, m.month from monitoring.series s join monitoring.point p on p.id = s.point_id
                        join monitoring.month_review m on m.site_id = p.site_id and m.state = 'LOCKED'
                        where s.id = any(:ids)""").param("ids", series.toArray(Integer[]::new)).query(rs -> {
            locked.computeIfAbsent(rs.getInt(1), _ -> new HashSet<>())
                    .add(YearMonth.from(rs.getObject(2, LocalDate.class)));
        });
        return locked;
    }
}
