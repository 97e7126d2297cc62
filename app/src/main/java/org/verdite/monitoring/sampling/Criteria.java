package org.verdite.monitoring.sampling;

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
import org.verdite.shared.Invalid;
import org.verdite.shared.Lengths;
import org.verdite.shared.NotPermitted;

/// By what blanks, duplicates and spikes are judged, as dated data for the whole group.
@Component
public class Criteria {

    /// @param parameter empty for all that have none of their own
    /// @param blankMost what a blank may hold; null: nothing that is detected
    /// @param nearTimes a duplicate is judged where both values reach so many times the reporting limit
    /// @param verifiedBy empty while nobody compared it with the method
    public record Criterion(
            int id,
            String parameter,
            @Nullable BigDecimal blankMost,
            @Nullable BigDecimal reportingLimit,
            String unit,
            BigDecimal rpdMost,
            BigDecimal nearTimes,
            BigDecimal recoveryLow,
            BigDecimal recoveryHigh,
            LocalDate from,
            String source,
            String verifiedBy) {}

    private final JdbcClient jdbc;
    private final Access access;

    Criteria(JdbcClient jdbc, Access access) {
        this.jdbc = jdbc;
        this.access = access;
    }

    public boolean mayEdit() {
        return access.mayAtTop(Permission.MONITORING_EDIT);
    }

    @Transactional(readOnly = true)
    public List<Criterion> list() {
        return jdbc.sql("""
                        select * from monitoring.qc_criterion where superseded_at is null
                        order by parameter_code nulls first, valid_from desc limit 1000""")
                .query((rs, _) -> new Criterion(
                        rs.getInt("id"),
                        rs.getString("parameter_code") == null ? "" : rs.getString("parameter_code"),
                        rs.getBigDecimal("blank_most"),
                        rs.getBigDecimal("reporting_limit"),
                        rs.getString("unit"),
                        rs.getBigDecimal("rpd_most"),
                        rs.getBigDecimal("near_times"),
                        rs.getBigDecimal("recovery_low"),
                        rs.getBigDecimal("recovery_high"),
                        rs.getObject("valid_from", LocalDate.class),
                        rs.getString("source"),
                        rs.getString("verified_by")))
                .list();
    }

    /// States a criterion from a day on; one of the same day takes the place of what was stated wrongly.
    ///
    /// @param criterion its id is of no account
    @Transactional
    public void state(Criterion criterion) {
        if (!mayEdit()) {
            throw new NotPermitted(Permission.MONITORING_EDIT.name());
        }
        check(criterion);
        String parameter = criterion.parameter().isBlank() ? null : criterion.parameter();
        jdbc.sql("""
                        update monitoring.qc_criterion set superseded_at = verdite.now(), superseded_by = verdite.who()
                        where coalesce(parameter_code, '') = :parameter and valid_from = :from and superseded_at is null""")
                .param("parameter", criterion.parameter())
                .param("from", criterion.from())
                .update();
        jdbc.sql("""
                        insert into monitoring.qc_criterion (parameter_code, blank_most, reporting_limit, unit, rpd_most, near_times, recovery_low,
                          recovery_high, valid_from, source, verified_by)
                        values (:parameter, :blank, :limit, :unit, :rpd, :near, :low, :high, :from, :source, :verified)""")
                .param("parameter", parameter, Types.VARCHAR)
                .param("blank", criterion.blankMost(), Types.NUMERIC)
                .param("limit", criterion.reportingLimit(), Types.NUMERIC)
                .param("unit", criterion.unit())
                .param("rpd", criterion.rpdMost())
                .param("near", criterion.nearTimes())
                .param("low", criterion.recoveryLow())
                .param("high", criterion.recoveryHigh())
                .param("from", criterion.from())
                .param("source", criterion.source())
                .param("verified", criterion.verifiedBy())
                .update();
    }

    private void check(Criterion c) {
        if (!c.parameter().isBlank()
                && jdbc.sql("select code from monitoring.parameter where code = :code")
                        .param("code", c.parameter())
                        .query((rs, _) -> rs.getString(1))
                        .optional()
                        .isEmpty()) {
            throw new Invalid("parameter", "monitoring.invalid.parameter", c.parameter());
        }
        new Lengths()
                .most("unit", 40, c.unit())
                .most("source", 500, c.source())
                .most("verifiedBy", 200, c.verifiedBy())
                .check();
        if (c.unit().isBlank() && (c.blankMost() != null || c.reportingLimit() != null)) {
            throw new Invalid("measure", "ui.form.required");
        }
        if (c.blankMost() != null && c.blankMost().signum() < 0) {
            throw new Invalid("blankMost", "monitoring.criterion.invalid.amount");
        }
        if (c.reportingLimit() != null && c.reportingLimit().signum() <= 0) {
            throw new Invalid("reportingLimit", "monitoring.criterion.invalid.amount");
        }
        within("rpdMost", c.rpdMost(), 0.1, 200);
        within("nearTimes", c.nearTimes(), 1, 100);
        within("recoveryLow", c.recoveryLow(), 0, 1000);
        within("recoveryHigh", c.recoveryHigh(), 0, 1000);
        if (c.recoveryHigh().compareTo(c.recoveryLow()) <= 0) {
            throw new Invalid("recoveryHigh", "monitoring.criterion.invalid.recovery");
        }
    }

    private static void within(String field, BigDecimal value, double from, double to) {
        if (value.doubleValue() < from || value.doubleValue() > to) {
            throw new Invalid(field, "ui.form.range", from, to);
        }
    }
}
