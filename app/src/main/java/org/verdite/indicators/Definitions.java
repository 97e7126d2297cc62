package org.verdite.indicators;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.Permission;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotHere;
import org.verdite.ui.Json;

/// What the indicators mean. A definition is never edited; another meaning is another version from a day on.
@Component
public class Definitions {

    private static final String COLUMNS =
            "code, version, name, unit, formula, aggregation, boundary, valid_from, recorded_at from indicators.definition";

    private final JdbcClient jdbc;
    private final Group group;

    Definitions(JdbcClient jdbc, Group group) {
        this.jdbc = jdbc;
        this.group = group;
    }

    /// The version in force on a day, as known at an instant.
    @Transactional(readOnly = true)
    public Definition require(String code, LocalDate on, Instant known) {
        return jdbc.sql("select " + COLUMNS + " " + """
                        where code = :code and valid_from <= :on and recorded_at <= :known
                        order by version desc limit 1""")
                .param("code", code)
                .param("on", on)
                .param("known", known.atOffset(ZoneOffset.UTC))
                .query((rs, _) -> row(rs))
                .optional()
                .orElseThrow(() -> new NotHere("indicator " + code));
    }

    /// All versions, newest first.
    @Transactional(readOnly = true)
    public List<Definition> versions(String code) {
        return jdbc.sql("select " + COLUMNS + " where code = :code order by version desc")
                .param("code", code)
                .query((rs, _) -> row(rs))
                .list();
    }

    /// All versions of all indicators, newest first.
    @Transactional(readOnly = true)
    public List<Definition> history() {
        return jdbc.sql("select " + COLUMNS + " order by code, version desc")
                .query((rs, _) -> row(rs))
                .list();
    }

    /// Of a history, the version in force on a day, as known at an instant.
    public static Definition inForce(List<Definition> history, String code, LocalDate on, Instant known) {
        return history.stream()
                .filter(d -> d.code().equals(code)
                        && !d.validFrom().isAfter(on)
                        && !d.recordedAt().isAfter(known))
                .findFirst()
                .orElseThrow(() -> new NotHere("indicator " + code));
    }

    /// The newest version of each indicator.
    @Transactional(readOnly = true)
    public List<Definition> all() {
        return jdbc.sql("select distinct on (code) " + COLUMNS + " order by code, version desc")
                .query((rs, _) -> row(rs))
                .list();
    }

    /// Records the next version of an indicator; needs {@link Permission#TARGETS_EDIT} at the group. The formula stays
    /// the one before: it is what the program computes, and other words would not change the number.
    ///
    /// @throws Invalid when it would be valid before the version it follows
    /// @throws Conflict when somebody else recorded the next version at the same time
    @Transactional
    public int redefine(String code, LocalText name, String boundary, LocalDate validFrom) {
        group.require(Permission.TARGETS_EDIT);
        var before = versions(code).stream().findFirst().orElseThrow(() -> new NotHere("indicator " + code));
        if (validFrom.isBefore(before.validFrom())) {
            throw new Invalid("validFrom", "indicators.invalid.before", before.validFrom());
        }
        if (!Boundaries.ALL.contains(boundary)) {
            throw new Invalid("boundary", "ui.form.choice");
        }
        for (String text : name.texts().values()) {
            if (text.length() > 200) {
                throw new Invalid("name", "ui.form.tooLong", 200, text.length());
            }
        }
        try {
            insert(before, name, boundary, validFrom);
        } catch (DuplicateKeyException other) {
            throw new Conflict("indicator " + code);
        }
        return before.version() + 1;
    }

    private void insert(Definition before, LocalText name, String boundary, LocalDate validFrom) {
        jdbc.sql("""
                insert into indicators.definition (code, version, name, unit, formula, aggregation, boundary, valid_from)
                values (:code, :version, cast(:name as jsonb), :unit, cast(:formula as jsonb), :aggregation, :boundary, :from)""")
                .param("code", before.code())
                .param("version", before.version() + 1)
                .param("name", name.json())
                .param("unit", before.unit())
                .param("formula", before.formula().json())
                .param("aggregation", before.aggregation().name())
                .param("boundary", boundary)
                .param("from", validFrom)
                .update();
    }

    private static Definition row(ResultSet rs) throws SQLException {
        return new Definition(
                rs.getString("code"),
                rs.getInt("version"),
                Json.text(rs.getString("name")),
                rs.getString("unit"),
                Json.text(rs.getString("formula")),
                Definition.Aggregation.valueOf(rs.getString("aggregation")),
                rs.getString("boundary"),
                rs.getObject("valid_from", LocalDate.class),
                rs.getObject("recorded_at", OffsetDateTime.class).toInstant());
    }
}
