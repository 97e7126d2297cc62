package org.verdite.risks;

import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.shared.Invalid;
import org.verdite.shared.Lengths;
import org.verdite.shared.NotHere;
import org.verdite.shared.Refused;
import org.verdite.shared.UnitId;

/// What the system covers, the issues that move it, and who needs what of it (ISO 14001, 4.1 to 4.3). Statements hold
/// from a day and are never edited; another takes the place of one, or says that it holds no longer.
@Component
public class Context {

    /// @param replaced by a later statement, whatever its day
    public record Statement(
            long id,
            NewStatement said,
            String where,
            String language,
            boolean withdrawn,
            @Nullable Long replaces,
            boolean replaced,
            Instant at,
            String by) {}

    private final JdbcClient jdbc;
    private final RiskStore store;

    Context(JdbcClient jdbc, RiskStore store) {
        this.jdbc = jdbc;
        this.store = store;
    }

    /// @throws Invalid naming each field that can't be taken
    /// @throws Refused for a second scope of a unit: the first is replaced
    @Transactional
    public long state(NewStatement s) {
        store.requireKeep(s.unit());
        return insert(s, false, null);
    }

    /// Puts another in its place from a day on; kind and unit stay.
    ///
    /// @throws Refused when it was replaced already
    @Transactional
    public long replace(long id, NewStatement s) {
        var old = open(id);
        if (s.kind() != old.said().kind() || !s.unit().equals(old.said().unit())) {
            throw new Invalid("kind", "risks.invalid.kind");
        }
        return insert(s, false, old);
    }

    /// From that day on it holds no longer.
    ///
    /// @param because why
    @Transactional
    public long withdraw(long id, LocalDate from, String because) {
        var old = open(id);
        if (because.isBlank()) {
            throw new Invalid("body", "ui.form.required");
        }
        var said = old.said();
        return insert(
                new NewStatement(said.unit(), said.kind(), said.side(), said.title(), because, said.obligation(), from),
                true,
                old);
    }

    private Statement open(long id) {
        var old = get(id);
        store.requireKeep(old.said().unit());
        if (old.replaced()) {
            throw new Refused("risks.refused.replaced");
        }
        if (old.withdrawn() && old.said().kind() != NewStatement.Kind.SCOPE) {
            throw new Refused("risks.refused.withdrawn");
        }
        return old;
    }

    private long insert(NewStatement s, boolean withdrawn, @Nullable Statement old) {
        check(s, old);
        try {
            return jdbc.sql("""
                            insert into risks.statement (unit_id, kind, side, title, body, obligation, valid_from, withdrawn, replaces_id, language)
                            values (:unit, :kind, :side, :title, :body, :obligation, :from, :withdrawn, :replaces, :language) returning id""")
                    .param("unit", s.unit().value())
                    .param("kind", s.kind().name())
                    .param("side", s.side() == null ? null : s.side().name(), Types.VARCHAR)
                    .param("title", s.title().strip())
                    .param("body", s.body().strip())
                    .param("obligation", s.obligation(), Types.BOOLEAN)
                    .param("from", s.validFrom())
                    .param("withdrawn", withdrawn)
                    .param("replaces", old == null ? null : old.id(), Types.BIGINT)
                    .param("language", RiskStore.language())
                    .query((rs, _) -> rs.getLong(1))
                    .single();
        } catch (DuplicateKeyException e) {
            throw new Refused(old == null ? "risks.refused.scopeThere" : "risks.refused.replaced");
        }
    }

    private static void check(NewStatement s, @Nullable Statement old) {
        var problems = new ArrayList<Invalid.Problem>();
        required(problems, "title", s.title().isBlank());
        required(problems, "body", s.body().isBlank());
        required(problems, "side", s.kind() == NewStatement.Kind.ISSUE && s.side() == null);
        required(problems, "obligation", s.kind() == NewStatement.Kind.PARTY && s.obligation() == null);
        if (s.kind() != NewStatement.Kind.ISSUE && s.side() != null) {
            problems.add(new Invalid.Problem("side", "ui.form.choice", List.of()));
        }
        if (s.kind() != NewStatement.Kind.PARTY && s.obligation() != null) {
            problems.add(new Invalid.Problem("obligation", "ui.form.choice", List.of()));
        }
        if (s.validFrom().getYear() < 1990 || s.validFrom().getYear() > 2199) {
            problems.add(new Invalid.Problem(
                    "validFrom", "ui.form.date", List.of(s.validFrom().toString())));
        } else if (old != null && s.validFrom().isBefore(old.said().validFrom())) {
            problems.add(new Invalid.Problem(
                    "validFrom", "risks.invalid.before", List.of(old.said().validFrom())));
        }
        if (!problems.isEmpty()) {
            throw new Invalid(problems);
        }
        new Lengths().most("title", 200, s.title()).most("body", 4000, s.body()).check();
    }

    private static void required(List<Invalid.Problem> problems, String field, boolean missing) {
        if (missing) {
            problems.add(new Invalid.Problem(field, "ui.form.required", List.of()));
        }
    }

    private static final String SELECT = """
            select s.*, coalesce(verdite.text(organisation.pub_unit_name(s.unit_id), :lang), '') as place,
              coalesce(verdite.text(organisation.pub_actor_name(s.recorded_by), :lang), '') as said_by,
              exists (select from risks.statement n where n.replaces_id = s.id) as replaced
            from risks.statement s
            """;

    /// What holds on a day, as it was known at an instant; null for what is known now.
    @Transactional(readOnly = true)
    public List<Statement> on(LocalDate day, @Nullable Instant known) {
        return jdbc.sql(SELECT + """
                        where s.id in (select x.id from risks.pub_statements(:day, coalesce(cast(:known as timestamptz), 'infinity')) x)
                        order by s.kind, s.side nulls first, s.title, s.unit_id, s.id limit 1000""")
                .param("lang", RiskStore.language())
                .param("day", day)
                .param("known", known == null ? null : OffsetDateTime.ofInstant(known, ZoneOffset.UTC))
                .query(Context::statement)
                .list();
    }

    /// What stood in its place before, the newest first.
    @Transactional(readOnly = true)
    public List<Statement> before(long id) {
        get(id);
        return jdbc.sql("""
                        with recursive chain(id) as (
                          select s.replaces_id from risks.statement s where s.id = :id
                          union select s.replaces_id from chain c join risks.statement s on s.id = c.id)
                        """ + SELECT + " join chain c on c.id = s.id order by s.id desc limit 200")
                .param("lang", RiskStore.language())
                .param("id", id)
                .query(Context::statement)
                .list();
    }

    /// @throws NotHere when it is not in the reader's scope
    @Transactional(readOnly = true)
    public Statement get(long id) {
        return jdbc.sql(SELECT + " where s.id = :id")
                .param("lang", RiskStore.language())
                .param("id", id)
                .query(Context::statement)
                .optional()
                .orElseThrow(() -> new NotHere("statement " + id));
    }

    private static Statement statement(java.sql.ResultSet rs, int row) throws java.sql.SQLException {
        String side = rs.getString("side");
        return new Statement(
                rs.getLong("id"),
                new NewStatement(
                        new UnitId(rs.getInt("unit_id")),
                        NewStatement.Kind.valueOf(rs.getString("kind")),
                        side == null ? null : NewStatement.Side.valueOf(side),
                        rs.getString("title"),
                        rs.getString("body"),
                        rs.getObject("obligation", Boolean.class),
                        rs.getObject("valid_from", LocalDate.class)),
                rs.getString("place"),
                rs.getString("language"),
                rs.getBoolean("withdrawn"),
                rs.getObject("replaces_id", Long.class),
                rs.getBoolean("replaced"),
                rs.getTimestamp("recorded_at").toInstant(),
                rs.getString("said_by"));
    }
}
