package org.verdite.organisation;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotHere;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;

/// Puts right what was recorded wrongly in a register. What was known before stays readable.
@Component
public class Statements {

    private record Row(
            @Nullable Integer unit,
            LocalDate from,
            @Nullable LocalDate to) {}

    private final JdbcClient jdbc;
    private final Access access;

    Statements(JdbcClient jdbc, Access access) {
        this.jdbc = jdbc;
        this.access = access;
    }

    /// @throws NotHere when it is out of sight, or superseded already
    /// @throws NotPermitted when it may be seen and not changed
    @Transactional(readOnly = true)
    public void requireMay(Register register, long id) {
        read(register, id, "");
    }

    /// It never held.
    @Transactional
    public void strike(Register register, long id, String why) {
        require(register, id);
        supersede(register, id, why(why));
    }

    /// It held on other days.
    @Transactional
    public void correct(Register register, long id, LocalDate from, @Nullable LocalDate to, String why) {
        require(register, id);
        Rules.period("to", from, to);
        restate(register, id, from, to, why(why));
    }

    /// It holds until that day.
    @Transactional
    public void end(Register register, long id, LocalDate to) {
        var row = require(register, id);
        LocalDate end = row.to();
        if (!to.isAfter(row.from()) || end != null && to.isAfter(end)) {
            throw new Invalid("to", "organisation.invalid.period");
        }
        restate(register, id, row.from(), to, "");
    }

    private void restate(Register register, long id, LocalDate from, @Nullable LocalDate to, String why) {
        supersede(register, id, why);
        Rules.saying(
                "from",
                () -> jdbc.sql("insert into organisation." + register.table + " (" + register.columns
                                + ", valid_from, valid_to) select " + register.columns
                                + ", cast(:from as date), cast(:to as date) from organisation." + register.table
                                + " where id = :id")
                        .param("id", id)
                        .param("from", from)
                        .param("to", to)
                        .update());
    }

    private void supersede(Register register, long id, String why) {
        jdbc.sql("update organisation." + register.table
                        + " set superseded_at = verdite.now(), struck_why = :why where id = :id")
                .param("id", id)
                .param("why", why)
                .update();
    }

    private Row require(Register register, long id) {
        return read(register, id, " for update");
    }

    private Row read(Register register, long id, String lock) {
        boolean group = register == Register.HOLDING;
        var row = jdbc.sql("select " + (group ? "null::int" : "unit_id") + ", valid_from, valid_to from organisation."
                        + register.table + " where id = :id and superseded_at is null" + lock)
                .param("id", id)
                .query((rs, _) -> new Row(
                        (Integer) rs.getObject(1), rs.getObject(2, LocalDate.class), rs.getObject(3, LocalDate.class)))
                .optional()
                .orElseThrow(() -> new NotHere(register.table + " " + id));
        Integer unit = row.unit();
        if (unit != null) {
            access.require(register.permission, new UnitId(unit));
        } else if (!Scope.current().seesEverything() || !access.mayAtTop(register.permission)) {
            throw new NotPermitted(register.permission.name());
        }
        return row;
    }

    static String why(String why) {
        if (why.isBlank()) {
            throw new Invalid("why", "ui.form.required");
        }
        return Rules.text("why", why.strip(), 500);
    }
}
