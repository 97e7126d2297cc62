package org.verdite.organisation;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotHere;
import org.verdite.shared.Refused;
import org.verdite.shared.UnitId;

/// Merge and split: a merge has several units with one successor, a split one unit with several.
@Component
public class Successions {

    private final JdbcClient jdbc;
    private final Access access;

    Successions(JdbcClient jdbc, Access access) {
        this.jdbc = jdbc;
        this.access = access;
    }

    /// What became of a unit.
    ///
    /// @param share of the unit that went to the successor, above 0 to 1
    @Transactional
    public void succeed(UnitId unit, UnitId successor, BigDecimal share, LocalDate happened, String reason) {
        access.require(Permission.ORGANISATION_EDIT, unit);
        access.require(Permission.ORGANISATION_EDIT, successor);
        Rules.share("share", share);
        if (unit.equals(successor)) {
            throw new Refused("organisation.refused.circle");
        }
        // two at a time would each see the other's share as still to be given
        jdbc.sql("select pg_advisory_xact_lock(hashtext('organisation.succession'), :unit)")
                .param("unit", unit.value())
                .query((_, _) -> true)
                .single();
        var given = jdbc.sql("""
                        select coalesce(sum(share), 0) from organisation.succession
                        where unit_id = :unit and superseded_at is null""")
                .param("unit", unit.value())
                .query((rs, _) -> rs.getBigDecimal(1))
                .single();
        if (given.add(share).compareTo(BigDecimal.ONE) > 0) {
            throw new Invalid("share", "organisation.invalid.shares", given);
        }
        jdbc.sql("""
                        insert into organisation.succession (unit_id, successor_id, share, happened, reason)
                        values (:unit, :successor, :share, :happened, :reason)""")
                .param("unit", unit.value())
                .param("successor", successor.value())
                .param("share", share)
                .param("happened", happened)
                .param("reason", Rules.text("reason", reason, 500))
                .update();
    }

    /// It was recorded by mistake; the row stays and says why.
    @Transactional
    public void strike(long succession, String why) {
        int unit = jdbc.sql("select unit_id from organisation.succession where id = :id and superseded_at is null")
                .param("id", succession)
                .query((rs, _) -> rs.getInt(1))
                .optional()
                .orElseThrow(() -> new NotHere("succession " + succession));
        access.require(Permission.ORGANISATION_EDIT, new UnitId(unit));
        jdbc.sql("update organisation.succession set superseded_at = verdite.now(), struck_why = :why where id = :id")
                .param("id", succession)
                .param("why", Statements.why(why))
                .update();
    }
}
