package org.verdite.rectification.web;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The lots by which each month's corrections were drawn, newest first, with which anybody draws them again.
@Component
@Transactional(readOnly = true)
class Lots {

    /// @param fingerprint SHA-256 of the lot, which stood in the trail before anything was drawn by it
    /// @param lot as hexadecimal digits, null while the month runs somewhere
    record Lot(
            YearMonth month, String fingerprint, @Nullable String lot) {}

    private final JdbcClient jdbc;

    Lots(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Lot> all() {
        return jdbc.sql("select month, fingerprint, lot from rectification.lots() order by month desc")
                .query((rs, _) -> new Lot(
                        YearMonth.from(rs.getObject("month", LocalDate.class)),
                        rs.getString("fingerprint"),
                        rs.getString("lot")))
                .list();
    }
}
