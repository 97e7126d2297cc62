package org.verdite.monitoring.outlet;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.verdite.monitoring.load.LoadRule;
import org.verdite.monitoring.load.LoadRule.Gap;
import org.verdite.monitoring.load.LoadRule.Method;
import org.verdite.monitoring.load.LoadRule.NonDetect;

/// One revision of a load.
///
/// @param kilograms null where there is none, `why` says why
/// @param rule null for a load that was sent
/// @param stated whether somebody stated the rule for this outlet
/// @param original as it was sent, in `originalUnit`
public record StoredLoad(
        long revision,
        String kind,
        @Nullable BigDecimal kilograms,
        @Nullable BigDecimal cubicMetres,
        String why,
        int present,
        int filled,
        int needed,
        int results,
        int notDetected,
        int leftOut,
        @Nullable LoadRule rule,
        boolean stated,
        @Nullable Integer concentrationSeries,
        @Nullable Integer flowSeries,
        @Nullable BigDecimal original,
        String originalUnit,
        String source,
        String note,
        Instant recordedAt,
        String recordedBy,
        @Nullable Instant supersededAt) {

    /// A load that was sent says of the whole month.
    public boolean complete() {
        return kilograms != null && (rule == null || present + filled == needed);
    }

    /// @param prefix of its columns
    static @Nullable StoredLoad read(ResultSet rs, String prefix) throws SQLException {
        long revision = rs.getLong(prefix + "revision");
        if (rs.wasNull()) {
            return null;
        }
        String method = rs.getString(prefix + "method");
        var superseded = rs.getObject(prefix + "superseded_at", OffsetDateTime.class);
        return new StoredLoad(
                revision,
                rs.getString(prefix + "kind"),
                rs.getBigDecimal(prefix + "kilograms"),
                rs.getBigDecimal(prefix + "cubic_metres"),
                rs.getString(prefix + "why"),
                rs.getInt(prefix + "present"),
                rs.getInt(prefix + "filled"),
                rs.getInt(prefix + "needed"),
                rs.getInt(prefix + "results"),
                rs.getInt(prefix + "not_detected"),
                rs.getInt(prefix + "left_out"),
                method == null
                        ? null
                        : new LoadRule(
                                Method.valueOf(method),
                                Gap.valueOf(rs.getString(prefix + "gap")),
                                NonDetect.valueOf(rs.getString(prefix + "non_detect"))),
                rs.getObject(prefix + "rule_id") != null,
                (Integer) rs.getObject(prefix + "concentration_series"),
                (Integer) rs.getObject(prefix + "flow_series"),
                rs.getBigDecimal(prefix + "original"),
                rs.getString(prefix + "original_unit"),
                rs.getString(prefix + "source"),
                rs.getString(prefix + "note"),
                rs.getObject(prefix + "recorded_at", OffsetDateTime.class).toInstant(),
                rs.getString(prefix + "recorded_by"),
                superseded == null ? null : superseded.toInstant());
    }
}
