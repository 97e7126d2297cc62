package org.verdite.monitoring.screening;

import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Invalid;
import org.verdite.shared.Lengths;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotHere;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;
import org.verdite.ui.job.Jobs;

/// Results that are taken out of judging: one person proposes it with a reason, another approves. Until then they
/// count. Taken out they stay where they are and are shown so; a correction that comes later counts.
@Component
public class Suppressions {

    private static final int LONGEST_REASON = 2000;
    private static final LocalText TITLE =
            LocalText.of("Judging again after results were left out or counted again", "剔除或恢复结果后重新判定", "en");

    enum State {
        PROPOSED,
        APPROVED,
        REFUSED,
        LIFTED
    }

    private record Known(int series, UnitId unit, Instant from, Instant to, State state, boolean mine) {}

    private record Counted(UnitId unit, boolean derived, int results, int exceeding) {}

    private final JdbcClient jdbc;
    private final Access access;
    private final Jobs jobs;

    Suppressions(JdbcClient jdbc, Access access, Jobs jobs) {
        this.jdbc = jdbc;
        this.access = access;
        this.jobs = jobs;
    }

    /// @return its id
    /// @throws Invalid without a reason, or when no result of the stretch counts
    /// @throws Refused for means that are put together from another series, and in a locked month
    @Transactional
    public int propose(NewSuppression wanted) {
        var counted = counted(wanted);
        access.require(Permission.MONITORING_IMPORT, counted.unit());
        if (counted.derived()) {
            throw new Refused("monitoring.suppress.refused.derived");
        }
        if (wanted.reason().isBlank()) {
            throw new Invalid("reason", "ui.form.required");
        }
        var only = wanted.only();
        new Lengths()
                .most("reason", LONGEST_REASON, wanted.reason().strip())
                .most("sample", 100, only.sample() == null ? "" : only.sample())
                .check();
        if (counted.results() == 0) {
            throw new Invalid("from", "monitoring.suppress.none");
        }
        refuseLocked(wanted.series(), wanted.from(), wanted.to());
        return jdbc.sql("""
                        insert into monitoring.suppression (unit_id, series_id, started, ended, sample, replicate, run, cause, reason, doubt_id, results, exceeding,
                          proposed_by)
                        values (:unit, :series, :from, :to, :sample, :replicate, :run, :cause, :reason, (select id from monitoring.doubt where id = :doubt and series_id = :series),
                          :results, :exceeding, :person) returning id""")
                .param("unit", counted.unit().value())
                .param("series", wanted.series())
                .param("from", wanted.from().atOffset(ZoneOffset.UTC))
                .param("to", wanted.to().atOffset(ZoneOffset.UTC))
                .param("sample", only.sample(), Types.VARCHAR)
                .param("replicate", only.replicate(), Types.SMALLINT)
                .param("run", only.run(), Types.SMALLINT)
                .param("cause", wanted.cause().name())
                .param("reason", wanted.reason().strip())
                .param("doubt", wanted.doubt(), Types.INTEGER)
                .param("results", counted.results())
                .param("exceeding", counted.exceeding())
                .param("person", Scope.current().person(), Types.INTEGER)
                .query((rs, _) -> rs.getInt(1))
                .single();
    }

    private Counted counted(NewSuppression wanted) {
        return jdbc.sql("""
                        select s.unit_id, s.derived_from is not null as derived, count(r.started) as results, count(*) filter (where r.verdict = 3) as exceeding
                        from monitoring.series s
                        left join monitoring.result r on r.series_id = s.id and r.started between :from and :to
                          and r.sample = coalesce(:sample, r.sample) and r.replicate = coalesce(:replicate, r.replicate) and r.run = coalesce(:run, r.run)
                          and monitoring.counts(r.flag, r.qualifier, r.status)
                        where s.id = :series group by s.id""")
                .param("series", wanted.series())
                .param("from", wanted.from().atOffset(ZoneOffset.UTC))
                .param("to", wanted.to().atOffset(ZoneOffset.UTC))
                .param("sample", wanted.only().sample(), Types.VARCHAR)
                .param("replicate", wanted.only().replicate(), Types.SMALLINT)
                .param("run", wanted.only().run(), Types.SMALLINT)
                .query((rs, _) -> new Counted(
                        new UnitId(rs.getInt("unit_id")),
                        rs.getBoolean("derived"),
                        rs.getInt("results"),
                        rs.getInt("exceeding")))
                .optional()
                .orElseThrow(() -> new NotHere("series " + wanted.series()));
    }

    private void refuseLocked(int series, Instant from, Instant to) {
        var locked = lockedMonths(series, from, to);
        if (!locked.isEmpty()) {
            throw new Refused("monitoring.suppress.refused.locked", String.join(", ", locked));
        }
    }

    /// As 2026-03, of the series' site.
    List<String> lockedMonths(int series, Instant from, Instant to) {
        return jdbc.sql("""
                        select to_char(m.month, 'YYYY-MM') from monitoring.series s join monitoring.point p on p.id = s.point_id
                        join monitoring.month_review m on m.site_id = p.site_id and m.state = 'LOCKED'
                        where s.id = :series and exists (select from monitoring.result r where r.series_id = s.id and r.started between :from and :to
                          and cast(date_trunc('month', monitoring.pub_day(r.started, r.date_only, p.time_zone)) as date) = m.month)
                        order by 1""")
                .param("series", series)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("to", to.atOffset(ZoneOffset.UTC))
                .query((rs, _) -> rs.getString(1))
                .list();
    }

    /// From now on the results of the stretch don't count; what follows from that is done as a job.
    ///
    /// @throws Refused for who proposed it, in a locked month, or when it is decided
    @Transactional
    public void approve(int suppression) {
        var known = require(suppression, State.PROPOSED);
        access.require(Permission.MONITORING_EDIT, known.unit());
        if (known.mine()) {
            throw new Refused("monitoring.suppress.refused.own");
        }
        refuseLocked(known.series(), known.from(), known.to());
        decide(suppression, State.APPROVED, "");
        jdbc.sql("""
                        update monitoring.doubt set state = 'SUPPRESSED', settled_by = :person, settled_who = verdite.who(), settled_at = verdite.now(),
                          version = version + 1
                        where state = 'OPEN' and id = (select doubt_id from monitoring.suppression where id = :id)""")
                .param("person", Scope.current().person(), Types.INTEGER)
                .param("id", suppression)
                .update();
        start(known.unit(), suppression);
    }

    /// The results go on counting. Who proposed it may take it back so.
    ///
    /// @throws Invalid without a reason
    @Transactional
    public void refuse(int suppression, String reason) {
        var known = require(suppression, State.PROPOSED);
        access.require(known.mine() ? Permission.MONITORING_IMPORT : Permission.MONITORING_EDIT, known.unit());
        decide(suppression, State.REFUSED, reason("decision", reason));
    }

    /// The results count again, unless they were corrected since and count already.
    ///
    /// @throws Invalid without a reason
    /// @throws Refused in a locked month, or when they count
    @Transactional
    public void lift(int suppression, String reason) {
        var known = require(suppression, State.APPROVED);
        access.require(Permission.MONITORING_EDIT, known.unit());
        refuseLocked(known.series(), known.from(), known.to());
        jdbc.sql("""
                        update monitoring.suppression set state = 'LIFTED', lifting = :reason, lifted_by = :person, lifted_who = verdite.who(),
                          lifted_at = verdite.now(), version = version + 1 where id = :id""")
                .param("reason", reason("lifting", reason))
                .param("person", Scope.current().person(), Types.INTEGER)
                .param("id", suppression)
                .update();
        start(known.unit(), suppression);
    }

    private void start(UnitId unit, int suppression) {
        jobs.start(ApplySuppression.KIND, unit, TITLE, String.valueOf(suppression));
    }

    private static String reason(String field, String reason) {
        if (reason.isBlank()) {
            throw new Invalid(field, "ui.form.required");
        }
        new Lengths().most(field, LONGEST_REASON, reason.strip()).check();
        return reason.strip();
    }

    private void decide(int suppression, State state, String reason) {
        jdbc.sql("""
                        update monitoring.suppression set state = :state, decision = :reason, decided_by = :person, decided_who = verdite.who(),
                          decided_at = verdite.now(), version = version + 1 where id = :id""")
                .param("state", state.name())
                .param("reason", reason)
                .param("person", Scope.current().person(), Types.INTEGER)
                .param("id", suppression)
                .update();
    }

    private Known require(int suppression, State wanted) {
        var known = jdbc.sql("""
                        select *, coalesce(proposed_by = cast(:person as int), proposed_who = verdite.who()) as mine
                        from monitoring.suppression where id = :id for update""")
                .param("person", Scope.current().person(), Types.INTEGER)
                .param("id", suppression)
                .query((rs, _) -> new Known(
                        rs.getInt("series_id"),
                        new UnitId(rs.getInt("unit_id")),
                        rs.getObject("started", OffsetDateTime.class).toInstant(),
                        rs.getObject("ended", OffsetDateTime.class).toInstant(),
                        State.valueOf(rs.getString("state")),
                        rs.getBoolean("mine")))
                .optional()
                .orElseThrow(() -> new NotHere("suppression " + suppression));
        if (known.state() != wanted) {
            throw new Refused("monitoring.suppress.refused." + known.state());
        }
        return known;
    }
}
