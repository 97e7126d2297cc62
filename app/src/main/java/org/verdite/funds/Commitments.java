package org.verdite.funds;

import java.math.BigDecimal;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.Access;
import org.verdite.organisation.Contractors;
import org.verdite.organisation.Permission;
import org.verdite.shared.Invalid;
import org.verdite.shared.Lengths;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotHere;
import org.verdite.shared.Refused;
import org.verdite.shared.UnitId;

/// What orders and contracts bind against approved lines. A commitment is never edited: it is taken back by its
/// opposite.
@Component
public class Commitments {

    private final JdbcClient jdbc;
    private final LineStore lines;
    private final Contractors contractors;
    private final Access access;

    Commitments(JdbcClient jdbc, LineStore lines, Contractors contractors, Access access) {
        this.jdbc = jdbc;
        this.lines = lines;
        this.contractors = contractors;
        this.access = access;
    }

    /// Binds money, once a key; needs {@link Permission#FUNDS_EDIT} at the line's unit.
    ///
    /// @param key chosen by the sender, at most 100 characters; empty for none
    /// @throws Invalid naming the fields `month`, `amount`, `supplier`, `reference`, `overReason`
    /// @throws Refused when the line holds no approval, or the key came with something else before
    @Transactional
    public long bind(NewCommitment c, String key) {
        var seen = lines.find(c.line()).orElseThrow(() -> new NotHere("line " + c.line()));
        access.require(Permission.FUNDS_EDIT, seen.unit());
        new Lengths().most("key", 100, key).check();
        var line = lines.take(c.line()).orElseThrow(() -> new NotHere("line " + c.line()));
        var before = sentBefore(c, key);
        if (before.isPresent()) {
            return before.get();
        }
        BigDecimal approved = line.approved();
        if (line.state() != LineState.APPROVED || approved == null) {
            throw new Refused("funds.refused.bind." + line.state(), line.number());
        }
        String supplier = supplier(c);
        check(c, line, approved, supplier);
        return jdbc.sql("""
                        insert into funds.commitment (line_id, unit_id, month, amount, contractor_id, supplier, reference, over_reason, client_key)
                        values (:line, :unit, :month, :amount, :contractor, :supplier, :reference, :over, :key) returning id""")
                .param("line", c.line().value())
                .param("unit", line.unit().value())
                .param("month", c.month().atDay(1))
                .param("amount", c.amount())
                .param("contractor", c.contractor(), Types.INTEGER)
                .param("supplier", supplier)
                .param("reference", c.reference().strip())
                .param("over", c.overReason().strip())
                .param("key", key.isEmpty() ? null : key, Types.VARCHAR)
                .query((rs, _) -> rs.getLong(1))
                .single();
    }

    private record Before(long id, boolean same) {}

    private Optional<Long> sentBefore(NewCommitment c, String key) {
        if (key.isEmpty()) {
            return Optional.empty();
        }
        var before = jdbc.sql("""
                        select id, month = :month and amount = :amount and reference = :reference from funds.commitment
                        where line_id = :line and client_key = :key""")
                .param("line", c.line().value())
                .param("key", key)
                .param("month", c.month().atDay(1))
                .param("amount", c.amount())
                .param("reference", c.reference().strip())
                .query((rs, _) -> new Before(rs.getLong(1), rs.getBoolean(2)))
                .optional();
        if (before.isPresent() && !before.get().same()) {
            throw new Refused("ui.once.other");
        }
        return before.map(Before::id);
    }

    /// Named as the register names it, so that it stays readable where the register is not.
    private String supplier(NewCommitment c) {
        Integer contractor = c.contractor();
        if (contractor == null) {
            return c.supplier().strip();
        }
        LocalText name = contractors.names().get(contractor);
        if (name == null) {
            throw new Invalid("contractor", "ui.form.choice");
        }
        return name.texts().getOrDefault(name.original(), "");
    }

    private static void check(NewCommitment c, FundingLine line, BigDecimal approved, String supplier) {
        var problems = new ArrayList<Invalid.Problem>();
        if (c.month().getYear() != line.year()) {
            problems.add(new Invalid.Problem("month", "funds.invalid.lineYear", List.of(String.valueOf(line.year()))));
        }
        if (c.amount().signum() == 0) {
            problems.add(new Invalid.Problem("amount", "funds.invalid.negative", List.of()));
        }
        LineRules.amount(problems, "amount", c.amount());
        text(problems, "supplier", supplier, 200);
        text(problems, "reference", c.reference(), 100);
        boolean over = line.committed().add(c.amount()).compareTo(approved) > 0;
        if (over && c.overReason().isBlank()) {
            problems.add(new Invalid.Problem(
                    "overReason",
                    "funds.invalid.over",
                    List.of(
                            line.number(),
                            approved,
                            line.currency(),
                            line.committed(),
                            approved.subtract(line.committed()))));
        }
        if (!over && !c.overReason().isBlank()) {
            problems.add(new Invalid.Problem("overReason", "funds.invalid.notOver", List.of()));
        }
        if (c.overReason().length() > 500) {
            problems.add(new Invalid.Problem(
                    "overReason", "ui.form.tooLong", List.of(500, c.overReason().length())));
        }
        if (!problems.isEmpty()) {
            throw new Invalid(problems);
        }
    }

    private static void text(List<Invalid.Problem> problems, String field, String text, int most) {
        if (text.isBlank()) {
            problems.add(new Invalid.Problem(field, "ui.form.required", List.of()));
        } else if (text.strip().length() > most) {
            problems.add(new Invalid.Problem(
                    field, "ui.form.tooLong", List.of(most, text.strip().length())));
        } else if (Lengths.controls(text)) {
            problems.add(new Invalid.Problem(field, "ui.form.control", List.of()));
        }
    }

    private record Row(LineId line, UnitId unit, @Nullable Long reverses) {}

    /// The line a commitment stands against.
    ///
    /// @throws NotHere when it is not in the reader's scope
    @Transactional(readOnly = true)
    public LineId lineOf(long commitment) {
        return row(commitment).line();
    }

    private Row row(long commitment) {
        return jdbc.sql("select line_id, unit_id, reverses from funds.commitment where id = :id")
                .param("id", commitment)
                .query((rs, _) ->
                        new Row(new LineId(rs.getLong(1)), new UnitId(rs.getInt(2)), rs.getObject(3, Long.class)))
                .optional()
                .orElseThrow(() -> new NotHere("commitment " + commitment));
    }

    /// Takes a commitment back: the opposite of it in its own month, with a reason.
    ///
    /// @return the opposite's number
    @Transactional
    public long reverse(long commitment, String reason) {
        var row = row(commitment);
        access.require(Permission.FUNDS_EDIT, row.unit());
        if (reason.isBlank() || reason.length() > 500) {
            throw new Invalid("reason", "funds.invalid.reason");
        }
        if (row.reverses() != null) {
            throw new Refused("funds.refused.commitmentReversal", commitment);
        }
        // Whoever binds or takes back holds the line, so that this is still so below.
        lines.take(row.line());
        if (reversed(commitment)) {
            throw new Refused("funds.refused.commitmentReversed", commitment);
        }
        return jdbc.sql("""
                        insert into funds.commitment (line_id, unit_id, month, amount, contractor_id, supplier, reference, reverses, reason)
                        select line_id, unit_id, month, -amount, contractor_id, supplier, reference, id, :reason
                        from funds.commitment where id = :id returning id""")
                .param("id", commitment)
                .param("reason", reason.strip())
                .query((rs, _) -> rs.getLong(1))
                .single();
    }

    private boolean reversed(long commitment) {
        return jdbc.sql("select exists (select from funds.commitment where reverses = :id)")
                .param("id", commitment)
                .query((rs, _) -> rs.getBoolean(1))
                .single();
    }
}
