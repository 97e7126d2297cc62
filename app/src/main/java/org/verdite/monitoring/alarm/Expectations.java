package org.verdite.monitoring.alarm;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotHere;
import org.verdite.shared.Refused;
import org.verdite.shared.UnitId;

/// When series are expected to bring data, by dates. A change begins on its day; what was expected before stays
/// readable.
@Component
public class Expectations {

    /// @param times results in each period; 1 for an interval
    /// @param graceHours how much later data may come without being missed
    /// @param to the first day on which it is not expected any more, null while it goes on
    public record Expected(
            Rhythm rhythm,
            int times,
            int graceHours,
            LocalDate from,
            @Nullable LocalDate to,
            Instant recordedAt) {}

    private final JdbcClient jdbc;
    private final Access access;

    Expectations(JdbcClient jdbc, Access access) {
        this.jdbc = jdbc;
        this.access = access;
    }

    /// What is and was expected, newest first.
    @Transactional(readOnly = true)
    public List<Expected> of(int series) {
        return jdbc.sql("""
                        select rhythm, times, grace_hours, valid_from, valid_to, recorded_at from monitoring.expectation
                        where series_id = :series and superseded_at is null order by valid_from desc limit 100""")
                .param("series", series)
                .query((rs, _) -> new Expected(
                        Rhythm.valueOf(rs.getString("rhythm")),
                        rs.getInt("times"),
                        rs.getInt("grace_hours"),
                        rs.getObject("valid_from", LocalDate.class),
                        rs.getObject("valid_to", LocalDate.class),
                        rs.getTimestamp("recorded_at").toInstant()))
                .list();
    }

    /// What holds on a day.
    @Transactional(readOnly = true)
    public Optional<Expected> on(int series, LocalDate day) {
        return of(series).stream()
                .filter(e -> !e.from().isAfter(day))
                .filter(e -> e.to() == null || e.to().isAfter(day))
                .findFirst();
    }

    /// Data are expected in this rhythm from a day on, instead of what was expected from then.
    ///
    /// @throws Invalid naming the fields `times`, `grace`, `from`
    @Transactional
    public void expect(int series, Rhythm rhythm, int times, int graceHours, LocalDate from) {
        var unit = unit(series);
        var problems = new ArrayList<Invalid.Problem>();
        if (times < 1 || times > (rhythm.interval() ? 1 : 1000)) {
            problems.add(new Invalid.Problem(
                    "times", rhythm.interval() ? "monitoring.expect.once" : "ui.form.range", List.of(1, 1000)));
        }
        if (graceHours < 0 || graceHours > 8784) {
            problems.add(new Invalid.Problem("grace", "ui.form.range", List.of(0, 8784)));
        }
        if (from.getYear() < 1990 || from.getYear() > 2199) {
            problems.add(new Invalid.Problem("from", "ui.form.date", List.of(from.toString())));
        }
        if (!problems.isEmpty()) {
            throw new Invalid(problems);
        }
        cut(series, from);
        jdbc.sql("""
                        insert into monitoring.expectation (unit_id, series_id, rhythm, times, grace_hours, valid_from)
                        values (:unit, :series, :rhythm, :times, :grace, :from)""")
                .param("unit", unit.value())
                .param("series", series)
                .param("rhythm", rhythm.name())
                .param("times", times)
                .param("grace", graceHours)
                .param("from", from)
                .update();
    }

    /// Nothing is expected from a day on.
    ///
    /// @throws Refused when nothing was
    @Transactional
    public void end(int series, LocalDate from) {
        unit(series);
        if (cut(series, from) == 0) {
            throw new Refused("monitoring.refused.notExpected");
        }
    }

    private int cut(int series, LocalDate from) {
        jdbc.sql("select pg_advisory_xact_lock(734231, :series)")
                .param("series", series)
                .query((_, _) -> true)
                .list();
        return jdbc.sql("""
                        with cut as (
                          update monitoring.expectation set superseded_at = verdite.now()
                          where series_id = :series and superseded_at is null and (valid_to is null or valid_to > :from) returning *
                        ), kept as (
                          insert into monitoring.expectation (unit_id, series_id, rhythm, times, grace_hours, valid_from, valid_to, looked_until)
                          select unit_id, series_id, rhythm, times, grace_hours, valid_from, :from, looked_until from cut where valid_from < :from)
                        select count(*) from cut""")
                .param("series", series)
                .param("from", from)
                .query((rs, _) -> rs.getInt(1))
                .single();
    }

    private UnitId unit(int series) {
        record Of(UnitId unit, boolean derived) {}
        var of = jdbc.sql("select unit_id, derived_from is not null as derived from monitoring.series where id = :id")
                .param("id", series)
                .query((rs, _) -> new Of(new UnitId(rs.getInt("unit_id")), rs.getBoolean("derived")))
                .optional()
                .orElseThrow(() -> new NotHere("series " + series));
        access.require(Permission.MONITORING_EDIT, of.unit());
        if (of.derived()) {
            // what it is put together from can be missing, and is expected there
            throw new Refused("monitoring.expect.derived");
        }
        return of.unit();
    }
}
