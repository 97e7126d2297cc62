package org.verdite.targets;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.shared.Conflict;
import org.verdite.shared.NotHere;
import org.verdite.shared.PersonId;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;

/// Reads and writes shares, and what was said of them.
@Component
class ShareStore {

    private final JdbcClient jdbc;

    ShareStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Share> find(ShareId id) {
        return jdbc.sql("select * from targets.share where id = :id")
                .param("id", id.value())
                .query(ShareStore::read)
                .optional();
    }

    /// @throws NotHere when it is not in the reader's scope
    Share require(ShareId id) {
        return find(id).orElseThrow(() -> new NotHere("share " + id));
    }

    /// The same, held until the transaction ends.
    ///
    /// @throws Conflict when it was changed since it was read
    /// @throws Refused when it is over
    Share take(ShareId id, int version) {
        var share = jdbc.sql("select * from targets.share where id = :id for update")
                .param("id", id.value())
                .query(ShareStore::read)
                .optional()
                .orElseThrow(() -> new NotHere("share " + id));
        if (share.state().over()) {
            throw new Refused("targets.refused.share." + share.state());
        }
        if (share.version() != version) {
            throw new Conflict("share " + id);
        }
        return share;
    }

    /// A part whose holder stands inside a unit that carries another part of the same whole: a unit below
    /// it, a post or a contractor of it.
    Optional<Share.Inside> inside(GoalId goal, @Nullable ShareId parent) {
        return jdbc.sql("""
                        with part as materialized (
                          select s.holder, s.unit_id, s.position_id, s.contractor_id from targets.share s
                          where s.goal_id = :goal and s.parent_id is not distinct from cast(:parent as bigint) and s.state <> 'WITHDRAWN'
                        )
                        select targets.holder_name(p.holder, p.unit_id, p.position_id, p.contractor_id, :lang),
                          verdite.text(organisation.pub_unit_name(w.id), :lang)
                        from part p cross join lateral organisation.pub_way_up(p.unit_id) w
                        where (w.height > 0 or p.holder <> 'UNIT') and w.id in (select unit_id from part where holder = 'UNIT') limit 1""")
                .param("goal", goal.value())
                .param("parent", parent == null ? null : parent.value())
                .param("lang", LocaleContextHolder.getLocale().getLanguage())
                .query((rs, _) -> new Share.Inside(rs.getString(1), rs.getString(2)))
                .optional();
    }

    /// @throws Refused when the holder carries a share of the goal already
    ShareId insert(
            GoalId goal,
            @Nullable ShareId parent,
            Holder holder,
            @Nullable BigDecimal value,
            @Nullable BigDecimal weight) {
        try {
            var id = jdbc.sql("""
                            insert into targets.share (goal_id, parent_id, unit_id, holder, position_id, contractor_id, value, weight, proposed_by)
                            values (:goal, :parent, :unit, :holder, :post, :contractor, :value, :weight, :me) returning id""")
                    .param("goal", goal.value())
                    .param("parent", parent == null ? null : parent.value())
                    .param("unit", holder.unit().value())
                    .param("holder", holder.kind().name())
                    .param("post", holder.post())
                    .param("contractor", holder.contractor())
                    .param("value", value)
                    .param("weight", weight)
                    .param("me", Scope.current().person())
                    .query((rs, _) -> new ShareId(rs.getLong(1)))
                    .single();
            said(id, holder.unit(), "PROPOSED", value, "", null);
            return id;
        } catch (DuplicateKeyException e) {
            throw new Refused("targets.refused.twice");
        }
    }

    void countered(ShareId id, @Nullable BigDecimal value, String reason) {
        jdbc.sql("""
                        update targets.share set state = 'COUNTERED', counter = :value, counter_reason = :reason, countered_by = :me,
                          accepted_by = null, accepted_at = null, fingerprint = null, version = version + 1 where id = :id""")
                .param("value", value)
                .param("reason", reason)
                .param("me", Scope.current().person())
                .param("id", id.value())
                .update();
    }

    /// Another value, or the same once more: whoever accepted is asked again.
    void proposed(ShareId id, @Nullable BigDecimal value, @Nullable BigDecimal weight) {
        jdbc.sql("""
                        update targets.share set state = 'PROPOSED', value = :value, weight = :weight, proposed_by = :me, counter = null,
                          counter_reason = '', countered_by = null, accepted_by = null, accepted_at = null, fingerprint = null,
                          version = version + 1 where id = :id""")
                .param("value", value)
                .param("weight", weight)
                .param("me", Scope.current().person())
                .param("id", id.value())
                .update();
    }

    void accepted(ShareId id, String fingerprint) {
        jdbc.sql("""
                        update targets.share set state = 'ACCEPTED', accepted_by = :me, accepted_at = verdite.now(), fingerprint = :print,
                          counter = null, counter_reason = '', countered_by = null, version = version + 1 where id = :id""")
                .param("me", Scope.current().person())
                .param("print", fingerprint)
                .param("id", id.value())
                .update();
    }

    void evaluated(ShareId id) {
        jdbc.sql("update targets.share set state = 'EVALUATED', version = version + 1 where id = :id")
                .param("id", id.value())
                .update();
    }

    /// Asks all anew who carry a part directly, and keeps their values.
    ///
    /// @param parent null for the goal itself
    void askAgain(GoalId goal, @Nullable ShareId parent) {
        jdbc.sql("""
                        with asked as (
                          update targets.share set state = 'PROPOSED', accepted_by = null, accepted_at = null, fingerprint = null,
                            proposed_by = :me, version = version + 1
                          where goal_id = :goal and parent_id is not distinct from cast(:parent as bigint) and state = 'ACCEPTED'
                          returning id, unit_id, value)
                        insert into targets.share_event (share_id, unit_id, kind, value, person_id)
                        select id, unit_id, 'ASKED_AGAIN', value, cast(:me as int) from asked""")
                .param("goal", goal.value())
                .param("parent", parent == null ? null : parent.value())
                .param("me", Scope.current().person())
                .update();
    }

    /// A share and all its parts.
    /// Values were told of it or of what is below: the whole stands on them.
    boolean told(ShareId id) {
        return jdbc.sql("""
                        with recursive branch(id) as (
                          select cast(:id as bigint)
                          union all select s.id from branch b join targets.share s on s.parent_id = b.id where s.state <> 'WITHDRAWN')
                        select exists (select from branch b join targets.reading r on r.share_id = b.id where r.superseded_at is null)""")
                .param("id", id.value())
                .query((rs, _) -> rs.getBoolean(1))
                .single();
    }

    void withdrawBranch(ShareId id, String because) {
        jdbc.sql("""
                        with recursive branch(id) as (
                          select cast(:id as bigint)
                          union all select s.id from branch b join targets.share s on s.parent_id = b.id where s.state not in ('WITHDRAWN', 'EVALUATED')),
                        gone as (
                          update targets.share s set state = 'WITHDRAWN', accepted_by = null, accepted_at = null, fingerprint = null, counter = null,
                            counter_reason = '', countered_by = null, version = version + 1
                          from branch b where s.id = b.id and s.state not in ('WITHDRAWN', 'EVALUATED') returning s.id, s.unit_id, s.value)
                        insert into targets.share_event (share_id, unit_id, kind, value, reason, person_id)
                        select id, unit_id, 'WITHDRAWN', value, :because, cast(:me as int) from gone""")
                .param("id", id.value())
                .param("because", because)
                .param("me", Scope.current().person())
                .update();
    }

    void withdrawAll(GoalId goal, String because) {
        jdbc.sql("""
                        with gone as (
                          update targets.share set state = 'WITHDRAWN', accepted_by = null, accepted_at = null, fingerprint = null, counter = null,
                            counter_reason = '', countered_by = null, version = version + 1
                          where goal_id = :goal and state not in ('WITHDRAWN', 'EVALUATED') returning id, unit_id, value)
                        insert into targets.share_event (share_id, unit_id, kind, value, reason, person_id)
                        select id, unit_id, 'WITHDRAWN', value, :because, cast(:me as int) from gone""")
                .param("goal", goal.value())
                .param("because", because)
                .param("me", Scope.current().person())
                .update();
    }

    void said(
            ShareId id,
            UnitId unit,
            String kind,
            @Nullable BigDecimal value,
            String reason,
            @Nullable String fingerprint) {
        jdbc.sql("""
                        insert into targets.share_event (share_id, unit_id, kind, value, reason, person_id, fingerprint)
                        values (:id, :unit, :kind, :value, :reason, :me, :print)""")
                .param("id", id.value())
                .param("unit", unit.value())
                .param("kind", kind)
                .param("value", value)
                .param("reason", reason)
                .param("me", Scope.current().person())
                .param("print", fingerprint)
                .update();
    }

    static Share read(ResultSet rs, int row) throws SQLException {
        Long parent = number(rs, "parent_id");
        var accepted = rs.getObject("accepted_at", OffsetDateTime.class);
        return new Share(
                new ShareId(rs.getLong("id")),
                new GoalId(rs.getLong("goal_id")),
                parent == null ? null : new ShareId(parent),
                new Holder(
                        Holder.Kind.valueOf(rs.getString("holder")),
                        new UnitId(rs.getInt("unit_id")),
                        (Integer) rs.getObject("position_id"),
                        (Integer) rs.getObject("contractor_id")),
                rs.getBigDecimal("value"),
                rs.getBigDecimal("weight"),
                ShareState.valueOf(rs.getString("state")),
                person(rs, "proposed_by"),
                rs.getBigDecimal("counter"),
                rs.getString("counter_reason"),
                person(rs, "countered_by"),
                person(rs, "accepted_by"),
                accepted == null ? null : accepted.toInstant(),
                rs.getString("fingerprint"),
                rs.getInt("version"));
    }

    private static @Nullable PersonId person(ResultSet rs, String column) throws SQLException {
        Integer id = (Integer) rs.getObject(column);
        return id == null ? null : new PersonId(id);
    }

    private static @Nullable Long number(ResultSet rs, String column) throws SQLException {
        return (Long) rs.getObject(column);
    }
}
