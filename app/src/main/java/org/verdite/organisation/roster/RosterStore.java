package org.verdite.organisation.roster;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.organisation.roster.Judged.Verdict;
import org.verdite.shared.UnitId;
import org.verdite.ui.Json;
import tools.jackson.core.type.TypeReference;

/// Files that wait to be taken in. Only who brought a file sees it: it was judged by what they may do. One that no
/// person
/// brought is open to who keeps its unit's organisation. Called inside transactions.
@Component
class RosterStore {

    /// What is kept of a file until it is decided.
    record Content(List<RosterLine> lines, List<String> unknown, List<Judged> judged) {

        static final Content NONE = new Content(List.of(), List.of(), List.of());
    }

    private final JdbcClient jdbc;

    RosterStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    long add(UnitId unit, String name, Content content, @Nullable Integer account) {
        return jdbc.sql("""
                        insert into organisation.roster (unit_id, account_id, name, content, wrong, changed, added, same)
                        values (:unit, :account, :name, cast(:content as jsonb), :wrong, :changed, :added, :same) returning id""")
                .param("unit", unit.value())
                .param("account", account)
                .param("name", name)
                .param("content", Json.mapper().writeValueAsString(content))
                .params(counts(content.judged()))
                .query((rs, _) -> rs.getLong(1))
                .single();
    }

    private static Map<String, Object> counts(List<Judged> judged) {
        var counts = Roster.counts(judged);
        return Map.of(
                "wrong", counts.getOrDefault(Verdict.WRONG, 0),
                "changed", counts.getOrDefault(Verdict.CHANGED, 0),
                "added", counts.getOrDefault(Verdict.NEW, 0),
                "same", counts.getOrDefault(Verdict.SAME, 0));
    }

    void judgedAgain(long id, Content content) {
        jdbc.sql("""
                        update organisation.roster set content = cast(:content as jsonb), wrong = :wrong, changed = :changed,
                          added = :added, same = :same where id = :id""")
                .param("content", Json.mapper().writeValueAsString(content))
                .params(counts(content.judged()))
                .param("id", id)
                .update();
    }

    /// What it said of people is forgotten with the decision.
    ///
    /// @return false when it was decided before
    boolean decide(long id, Roster.State state) {
        return jdbc.sql("""
                                update organisation.roster set state = :state, decided_at = verdite.now(), content = null
                                where id = :id and state = 'JUDGED'""").param("state", state.name()).param("id", id).update() == 1;
    }

    /// Those of somebody that wait to be decided; what no person brought waits for everybody.
    int waiting(@Nullable Integer account) {
        return jdbc.sql("""
                        select count(*) from organisation.roster
                        where state = 'JUDGED' and account_id is not distinct from cast(:account as int)""")
                .param("account", account)
                .query((rs, _) -> rs.getInt(1))
                .single();
    }

    Optional<Content> content(long id) {
        return jdbc.sql("select content from organisation.roster where id = :id and content is not null for update")
                .param("id", id)
                .query((rs, _) -> content(rs.getString(1)))
                .optional();
    }

    private static Content content(@Nullable String json) {
        return json == null ? Content.NONE : Json.mapper().readValue(json, new TypeReference<Content>() {});
    }

    Optional<Roster> find(long id, @Nullable Integer account) {
        return jdbc.sql("""
                        select *, organisation.pub_actor_name('account:' || account_id) as who from organisation.roster
                        where id = :id and (account_id is null or account_id = cast(:account as int))""")
                .param("id", id)
                .param("account", account)
                .query((rs, _) -> roster(rs))
                .optional();
    }

    /// The last ones, those that wait first and then the latest, without their lines.
    List<Roster> latest(@Nullable Integer account) {
        return jdbc.sql("""
                        select id, unit_id, name, state, wrong, changed, added, same, brought_at, decided_at, null as content,
                          organisation.pub_actor_name('account:' || account_id) as who
                        from organisation.roster where account_id is null or account_id = cast(:account as int)
                        order by (state = 'JUDGED') desc, id desc limit 10""")
                .param("account", account)
                .query((rs, _) -> roster(rs))
                .list();
    }

    private static Roster roster(ResultSet rs) throws SQLException {
        var counts = new EnumMap<Verdict, Integer>(Verdict.class);
        counts.put(Verdict.WRONG, rs.getInt("wrong"));
        counts.put(Verdict.CHANGED, rs.getInt("changed"));
        counts.put(Verdict.NEW, rs.getInt("added"));
        counts.put(Verdict.SAME, rs.getInt("same"));
        var content = content(rs.getString("content"));
        var decided = rs.getTimestamp("decided_at");
        return new Roster(
                rs.getLong("id"),
                rs.getInt("unit_id"),
                Json.text(rs.getString("who")),
                rs.getString("name"),
                Roster.State.valueOf(rs.getString("state")),
                counts,
                content.judged(),
                content.unknown(),
                rs.getTimestamp("brought_at").toInstant(),
                decided == null ? null : decided.toInstant());
    }
}
