package org.verdite.monitoring.screening;

import java.sql.Types;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Invalid;
import org.verdite.shared.Lengths;
import org.verdite.shared.NotHere;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;

/// What a person says of a doubt. The other answer, that the results should not count, is a suppression.
@Component
public class Doubts {

    private static final int LONGEST_REASON = 2000;

    private record Known(UnitId unit, String state) {}

    private final JdbcClient jdbc;
    private final Access access;

    Doubts(JdbcClient jdbc, Access access) {
        this.jdbc = jdbc;
        this.access = access;
    }

    /// The results are what they are: looked at, and why they stand.
    ///
    /// @throws Invalid without a reason
    /// @throws Refused when it is settled or gone
    @Transactional
    public void stands(int doubt, String reason) {
        var known = jdbc.sql("select unit_id, state from monitoring.doubt where id = :id for update")
                .param("id", doubt)
                .query((rs, _) -> new Known(new UnitId(rs.getInt("unit_id")), rs.getString("state")))
                .optional()
                .orElseThrow(() -> new NotHere("doubt " + doubt));
        access.require(Permission.MONITORING_IMPORT, known.unit());
        if (!known.state().equals("OPEN")) {
            throw new Refused("monitoring.doubt.refused." + known.state());
        }
        if (reason.isBlank()) {
            throw new Invalid("reason", "ui.form.required");
        }
        new Lengths().most("reason", LONGEST_REASON, reason.strip()).check();
        jdbc.sql("""
                        update monitoring.doubt set state = 'STANDS', reason = :reason, settled_by = :person, settled_who = verdite.who(),
                          settled_at = verdite.now(), version = version + 1 where id = :id""")
                .param("reason", reason.strip())
                .param("person", Scope.current().person(), Types.INTEGER)
                .param("id", doubt)
                .update();
    }
}
