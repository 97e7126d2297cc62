package org.verdite.obligations.web;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotHere;
import org.verdite.ui.Json;
import org.verdite.ui.Texts;

/// Quotas of permits.
@Component
@Transactional(readOnly = true)
class QuotaQueries {

    record QuotaRow(
            long revision,
            long id,
            long permit,
            String parameter,
            LocalText parameterName,
            BigDecimal amount,
            String unit,
            String period,
            String pointCode,
            BigDecimal warning,
            String clause,
            LocalDate from,
            @Nullable LocalDate to,
            Instant recordedAt) {

        String amount(Texts t) {
            return t.of("obligations.quota.per." + period, t.number(amount.stripTrailingZeros()) + "\u202f" + unit);
        }
    }

    private final JdbcClient jdbc;

    QuotaQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param known as the register knew them at that moment; null for now
    List<QuotaRow> of(long permit, @Nullable Instant known) {
        return jdbc.sql("""
                        select * from obligations.quota where set_id = :permit and recorded_at <= coalesce(cast(:known as timestamptz), 'infinity')
                          and (superseded_at is null or superseded_at > coalesce(cast(:known as timestamptz), 'infinity'))
                        order by parameter_code, point_code, period, id, valid_from limit 1000""")
                .param("permit", permit)
                .param("known", known == null ? null : known.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE)
                .query((rs, _) -> row(rs))
                .list();
    }

    QuotaRow require(long revision) {
        return jdbc.sql("select * from obligations.quota where revision = :revision")
                .param("revision", revision)
                .query((rs, _) -> row(rs))
                .optional()
                .orElseThrow(() -> new NotHere("quota " + revision));
    }

    /// The revision that holds now on the day on which another one began.
    long current(QuotaRow row) {
        return jdbc.sql("""
                        select revision from obligations.quota where id = :id and superseded_at is null and valid_from <= :day
                          and (valid_to is null or valid_to > :day)""")
                .param("id", row.id())
                .param("day", row.from())
                .query((rs, _) -> rs.getLong(1))
                .optional()
                .orElse(row.revision());
    }

    private static QuotaRow row(ResultSet rs) throws SQLException {
        return new QuotaRow(
                rs.getLong("revision"),
                rs.getLong("id"),
                rs.getLong("set_id"),
                rs.getString("parameter_code"),
                Json.text(rs.getString("parameter_name")),
                rs.getBigDecimal("amount"),
                rs.getString("unit"),
                rs.getString("period"),
                rs.getString("point_code"),
                rs.getBigDecimal("warning_share"),
                rs.getString("clause"),
                rs.getObject("valid_from", LocalDate.class),
                rs.getObject("valid_to", LocalDate.class),
                rs.getObject("recorded_at", OffsetDateTime.class).toInstant());
    }
}
