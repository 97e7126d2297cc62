package org.verdite.ui.job;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.verdite.shared.LocalText;
import org.verdite.ui.Json;
import org.verdite.ui.Texts;

/// A job as its progress bar shows it.
///
/// @param total 0 while it is not known
/// @param resultPath page with what came of it, empty while there is none
/// @param failure why it failed, for {@link #why}; empty unless it did
public record Job(
        long id,
        int unit,
        String kind,
        LocalText title,
        String state,
        long done,
        long total,
        String resultPath,
        String failure) {

    public boolean running() {
        return state.equals("WAITING") || state.equals("RUNNING");
    }

    static Job read(ResultSet rs) throws SQLException {
        return new Job(
                rs.getLong("id"),
                rs.getInt("unit_id"),
                rs.getString("kind"),
                Json.text(rs.getString("title")),
                rs.getString("state"),
                rs.getLong("done"),
                rs.getLong("total"),
                rs.getString("result_path"),
                rs.getString("failure"));
    }

    /// Why it failed, in the reader's words.
    public String why(Texts t) {
        return JobFailure.in(t, failure);
    }

    public int percent() {
        return total <= 0 ? 0 : (int) Math.min(100, done * 100 / total);
    }
}
