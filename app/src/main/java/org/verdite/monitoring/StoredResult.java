package org.verdite.monitoring;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.verdite.monitoring.judgement.Measured;
import org.verdite.monitoring.judgement.Measured.Composed;
import org.verdite.monitoring.judgement.Reason;

/// A row of `monitoring.result` as the judge sees it.
public final class StoredResult {

    /// What a mean was made of, beside the columns of `monitoring.result r`.
    public static final String COLUMNS =
            "m.results as made_of, m.not_detected as made_below, m.zero, m.half, m.full_level, "
                    + "m.present as made_present, m.needed as made_needed";

    public static final String JOIN = """
            left join monitoring.composition m on m.series_id = r.series_id and m.started = r.started and m.revision = r.revision
            """;

    /// Laboratories reject with R; every other qualifier leaves a value judgeable.
    private static final String REJECTED = "R";

    /// The flag of a mean of which too little is there.
    private static final String TOO_FEW = "TOO FEW";

    private StoredResult() {}

    /// @param rs with all columns of the result and {@link #COLUMNS}
    public static Measured measured(ResultSet rs) throws SQLException {
        return new Measured(
                number(rs, "value"),
                rs.getInt("censor"),
                number(rs, "level"),
                rs.getString("original"),
                excluded(rs),
                composed(rs));
    }

    private static double number(ResultSet rs, String column) throws SQLException {
        double value = rs.getDouble(column);
        return rs.wasNull() ? Double.NaN : value;
    }

    /// Empty for what was measured, and for a mean whose results are all gone.
    private static @Nullable Composed composed(ResultSet rs) throws SQLException {
        int results = rs.getInt("made_of");
        return results == 0
                ? null
                : new Composed(
                        number(rs, "zero"),
                        number(rs, "half"),
                        number(rs, "full_level"),
                        results,
                        rs.getInt("made_below"));
    }

    private static @Nullable Reason excluded(ResultSet rs) throws SQLException {
        if (rs.getInt("status") != 0) {
            return Reason.SUPPRESSED;
        }
        if (Arrays.stream(rs.getString("qualifier").split("[;,\\s]+")).anyMatch(REJECTED::equalsIgnoreCase)) {
            return Reason.REJECTED;
        }
        String flag = rs.getString("flag");
        // a condition in words rejects as the qualifier does
        if (flag.equals(REJECTED)) {
            return Reason.REJECTED;
        }
        if (flag.equals(TOO_FEW)) {
            return Reason.TOO_FEW;
        }
        return flag.isEmpty() || flag.equals("N") ? null : Reason.FLAGGED;
    }
}
