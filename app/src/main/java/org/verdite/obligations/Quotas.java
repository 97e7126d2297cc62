package org.verdite.obligations;

import java.math.BigDecimal;
import java.sql.Types;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.Lengths;
import org.verdite.shared.NotHere;
import org.verdite.shared.UnitId;
import org.verdite.shared.units.UnitTable;

/// Quotas of permits, in valid time and in recorded time. Nothing is overwritten; a change supersedes a revision and
/// writes the next.
@Component
public class Quotas {

    public static final List<String> PERIODS = List.of("YEAR", "MONTH");
    private static final int MOST_DIGITS = 15;

    private record Row(
            UnitId unit,
            BigDecimal amount,
            String clause,
            LocalDate from,
            @Nullable LocalDate to) {}

    private final JdbcClient jdbc;
    private final LimitRows limits;
    private final Access access;

    Quotas(JdbcClient jdbc, LimitRows limits, Access access) {
        this.jdbc = jdbc;
        this.limits = limits;
        this.access = access;
    }

    /// Enters a quota and answers its id, which stays the same through later revisions.
    @Transactional
    public long add(NewQuota quota) {
        var unit = limits.unitOf(quota.permit())
                .orElseThrow(() -> new NotHere("permit " + quota.permit()))
                .value();
        if (unit == null) {
            throw new NotHere("permit " + quota.permit());
        }
        access.require(Permission.OBLIGATIONS_EDIT, unit);
        check(quota);
        return jdbc.sql("""
                        insert into obligations.quota (id, unit_id, set_id, parameter_code, parameter_name, amount, unit, period, point_code,
                          warning_share, clause, valid_from, valid_to)
                        values (nextval('obligations.quota_id'), :unit, :permit, :parameter, cast(:name as jsonb), :amount, :measure, :period, :point,
                          :warning, :clause, :from, :to) returning id""")
                .param("unit", unit.value())
                .param("permit", quota.permit())
                .param("parameter", quota.parameter())
                .param("name", quota.parameterName().json())
                .param("amount", quota.amount())
                .param("measure", quota.unit())
                .param("period", quota.period())
                .param("point", quota.pointCode())
                .param("warning", quota.warning())
                .param("clause", quota.clause())
                .param("from", quota.from())
                .param("to", quota.to(), Types.DATE)
                .query((rs, _) -> rs.getLong(1))
                .single();
    }

    private static void check(NewQuota quota) {
        if (!quota.parameter().matches("[A-Za-z0-9][A-Za-z0-9._-]{0,39}")) {
            throw new Invalid("parameter", "obligations.invalid.parameter", quota.parameter());
        }
        check(quota.amount());
        if (UnitTable.standard().factor(quota.unit(), "kg").isEmpty()) {
            throw new Invalid("measure", "obligations.invalid.mass", quota.unit());
        }
        if (!PERIODS.contains(quota.period())) {
            throw new Invalid("period", "ui.form.choice");
        }
        if (quota.warning().signum() <= 0 || quota.warning().compareTo(BigDecimal.ONE) >= 0) {
            throw new Invalid("warning", "ui.form.range", 1, 99);
        }
        new Lengths()
                .most("name", 200, quota.parameterName())
                .most("pointCode", 40, quota.pointCode())
                .most("clause", 80, quota.clause())
                .check();
        if (quota.to() != null && !quota.to().isAfter(quota.from())) {
            throw new Invalid("to", "obligations.invalid.to");
        }
    }

    private static void check(BigDecimal amount) {
        if (amount.signum() <= 0) {
            throw new Invalid("amount", "obligations.invalid.amount");
        }
        if (amount.scale() > MOST_DIGITS || amount.precision() - amount.scale() > MOST_DIGITS) {
            throw new Invalid("amount", "obligations.invalid.size");
        }
    }

    /// From a day on another amount is allowed; what held before stays for the days before.
    ///
    /// @throws Conflict when somebody else changed it in between
    @Transactional
    public void change(long revision, LocalDate from, BigDecimal amount, String clause) {
        var row = take(revision);
        if (!from.isAfter(row.from()) || row.to() != null && !from.isBefore(row.to())) {
            throw new Invalid("from", "obligations.invalid.changeFrom");
        }
        check(amount);
        supersede(revision);
        copy(revision, row.from(), from, row.amount(), row.clause());
        copy(revision, from, row.to(), amount, clause.isBlank() ? row.clause() : clause);
    }

    /// What was entered was wrong: the same days, another amount. The wrong revision stays readable.
    @Transactional
    public void correct(long revision, BigDecimal amount, String clause) {
        var row = take(revision);
        check(amount);
        supersede(revision);
        copy(revision, row.from(), row.to(), amount, clause.isBlank() ? row.clause() : clause);
    }

    /// The quota no longer holds from the given day on.
    @Transactional
    public void close(long revision, LocalDate to) {
        var row = take(revision);
        if (!to.isAfter(row.from()) || row.to() != null && to.isAfter(row.to())) {
            throw new Invalid("from", "obligations.invalid.to");
        }
        supersede(revision);
        copy(revision, row.from(), to, row.amount(), row.clause());
    }

    private Row take(long revision) {
        var row = jdbc.sql(
                        "select unit_id, amount, clause, valid_from, valid_to from obligations.quota where revision = :revision")
                .param("revision", revision)
                .query((rs, _) -> new Row(
                        new UnitId(rs.getInt(1)),
                        rs.getBigDecimal(2),
                        rs.getString(3),
                        rs.getObject(4, LocalDate.class),
                        rs.getObject(5, LocalDate.class)))
                .optional()
                .orElseThrow(() -> new NotHere("quota " + revision));
        access.require(Permission.OBLIGATIONS_EDIT, row.unit());
        return row;
    }

    private void supersede(long revision) {
        int done = jdbc.sql("""
                        update obligations.quota set superseded_at = verdite.now(), superseded_by = verdite.who()
                        where revision = :revision and superseded_at is null""").param("revision", revision).update();
        if (done == 0) {
            throw new Conflict("quota " + revision);
        }
    }

    private void copy(long revision, LocalDate from, @Nullable LocalDate to, BigDecimal amount, String clause) {
        new Lengths().most("clause", 80, clause).check();
        jdbc.sql("""
                        insert into obligations.quota (id, unit_id, set_id, parameter_code, parameter_name, amount, unit, period, point_code,
                          warning_share, clause, valid_from, valid_to)
                        select id, unit_id, set_id, parameter_code, parameter_name, :amount, unit, period, point_code, warning_share, :clause,
                          :from, :to
                        from obligations.quota where revision = :revision""")
                .param("amount", amount)
                .param("clause", clause)
                .param("from", from)
                .param("to", to, Types.DATE)
                .param("revision", revision)
                .update();
    }
}
