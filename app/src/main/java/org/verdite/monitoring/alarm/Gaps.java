package org.verdite.monitoring.alarm;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.notices.Notices;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Invalid;
import org.verdite.shared.Lengths;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotHere;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;

/// "No data" as an event: found where an expectation was not met, told to the officer, over when data come after all or
/// when somebody says why there are none.
@Component
public class Gaps {

    private record Known(UnitId unit, String state, String key) {}

    private final GapRows rows;
    private final GapNotices telling;
    private final Notices notices;
    private final AlarmWords words;
    private final Access access;
    private final JdbcClient jdbc;
    private final TransactionTemplate within;

    Gaps(
            GapRows rows,
            GapNotices telling,
            Notices notices,
            AlarmWords words,
            Access access,
            JdbcClient jdbc,
            PlatformTransactionManager transactions) {
        this.rows = rows;
        this.telling = telling;
        this.notices = notices;
        this.words = words;
        this.access = access;
        this.jdbc = jdbc;
        this.within = new TransactionTemplate(transactions);
    }

    /// Looks at everything that is expected: fills what data have filled, opens what is missing by now, and tells.
    /// What is due is computed from dates, so a time without a server is caught up.
    public void look() {
        Scope.system("gaps")
                .run(() -> within.executeWithoutResult(_ -> {
                    rows.alone();
                    var filled = rows.fill();
                    rows.openSilences();
                    rows.openPeriods();
                    telling.tell(rows.untold());
                    settle(filled, words.both(t -> t.of("monitoring.gap.filled")));
                }));
    }

    /// Nothing will come, and why.
    ///
    /// @throws Invalid without a reason
    /// @throws Refused when it is over
    @Transactional
    public void close(int gap, String reason) {
        var known = jdbc.sql(
                        "select unit_id, state, coalesce(notice_key, '') as key from monitoring.gap where id = :id for update")
                .param("id", gap)
                .query((rs, _) ->
                        new Known(new UnitId(rs.getInt("unit_id")), rs.getString("state"), rs.getString("key")))
                .optional()
                .orElseThrow(() -> new NotHere("gap " + gap));
        access.require(Permission.EXCEEDANCE_HANDLE, known.unit());
        if (!known.state().equals("OPEN")) {
            throw new Refused("monitoring.refused.gapOver");
        }
        if (reason.isBlank()) {
            throw new Invalid("reason", "ui.form.required");
        }
        new Lengths().most("reason", 2000, reason.strip()).check();
        jdbc.sql("""
                        update monitoring.gap set state = 'CLOSED', over_at = verdite.now(), reason = :reason, closed_by = :me,
                          closed_who = verdite.who(), version = version + 1 where id = :id""")
                .param("reason", reason.strip())
                .param("me", Scope.current().person(), java.sql.Types.INTEGER)
                .param("id", gap)
                .update();
        settle(List.of(known.key()), words.both(t -> t.of("monitoring.gap.closed", reason.strip())));
    }

    private void settle(List<String> keys, LocalText why) {
        notices.settle(rows.allOver(keys), why);
    }
}
