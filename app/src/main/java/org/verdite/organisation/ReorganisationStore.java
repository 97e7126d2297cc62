package org.verdite.organisation;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.shared.Scope;

/// Drafts of changes of units, and what became of them. Called inside transactions.
@Component
class ReorganisationStore {

    private final JdbcClient jdbc;

    ReorganisationStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    long add(NewReorganisation draft) {
        return jdbc.sql("""
                        insert into organisation.reorganisation (unit_id, kind, holds_from, from_units, to_units, shares, reason, proposed_by)
                        values (:unit, :kind, :day, :from, :to, :shares, :reason, :me) returning id""")
                .param("unit", draft.from().getFirst().value())
                .param("kind", draft.kind().name())
                .param("day", draft.day())
                .param("from", draft.from().stream().map(u -> u.value()).toArray(Integer[]::new))
                .param("to", draft.to().stream().map(u -> u.value()).toArray(Integer[]::new))
                .param("shares", draft.shares().toArray(BigDecimal[]::new))
                .param("reason", draft.reason().strip())
                .param("me", Scope.current().person())
                .query((rs, _) -> rs.getLong(1))
                .single();
    }

    /// @return false when somebody decided before
    boolean decide(long id, int version, Reorganisation.State state) {
        return jdbc.sql("""
                                update organisation.reorganisation set state = :state, decided_by = :me, decided_at = verdite.now(), version = version + 1
                                where id = :id and version = :version and state = 'DRAFT'""")
                        .param("state", state.name())
                        .param("me", Scope.current().person())
                        .param("id", id)
                        .param("version", version)
                        .update()
                == 1;
    }

    Optional<Reorganisation> find(long id) {
        return jdbc.sql("select * from organisation.reorganisation where id = :id")
                .param("id", id)
                .query((rs, _) -> read(rs))
                .optional();
    }

    /// @param state null for any
    List<Reorganisation> list(Reorganisation.@Nullable State state) {
        return jdbc.sql("""
                        select * from organisation.reorganisation where :state = '' or state = :state
                        order by (state = 'DRAFT') desc, id desc limit 500""")
                .param("state", state == null ? "" : state.name())
                .query((rs, _) -> read(rs))
                .list();
    }

    private static Reorganisation read(ResultSet rs) throws SQLException {
        var decided = rs.getTimestamp("decided_at");
        return new Reorganisation(
                rs.getLong("id"),
                rs.getString("number"),
                Reorganisation.Kind.valueOf(rs.getString("kind")),
                rs.getObject("holds_from", LocalDate.class),
                List.of((Integer[]) rs.getArray("from_units").getArray()),
                List.of((Integer[]) rs.getArray("to_units").getArray()),
                List.of((BigDecimal[]) rs.getArray("shares").getArray()),
                rs.getString("reason"),
                Reorganisation.State.valueOf(rs.getString("state")),
                (Integer) rs.getObject("proposed_by"),
                rs.getTimestamp("proposed_at").toInstant(),
                (Integer) rs.getObject("decided_by"),
                decided == null ? null : decided.toInstant(),
                rs.getInt("version"));
    }
}
