package org.verdite.actions;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.shared.Conflict;
import org.verdite.shared.Money;
import org.verdite.shared.Origin;
import org.verdite.shared.PersonId;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;

/// The rows of the register.
@Component
class ActionStore {

    private static final String SELECT = """
            select a.*, verdite.text(organisation.pub_person_name(a.owner_id), :lang) as owner_name,
              (select count(*) from documents.pub_evidence e
               where e.room = 'actions' and e.kind = 'action' and e.key = a.id::text) as evidence
            from actions.action a""";

    private final JdbcClient jdbc;

    ActionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    ActionId insert(NewAction a, boolean evidenceNeeded) {
        return new ActionId(jdbc.sql("""
                insert into actions.action (unit_id, title, kind, owner_id, due, cost, currency, evidence_needed,
                  origin_room, origin_kind, origin_id, origin_title, origin_href, opened_by)
                values (:unit, :title, :kind, :owner, :due, :cost, :currency, :evidence,
                  :room, :originKind, :originId, :originTitle, :href, :by) returning id""")
                .param("unit", a.unit().value())
                .param("title", a.title().strip())
                .param("kind", a.kind())
                .param("owner", a.owner().value())
                .param("due", a.due())
                .param("cost", a.cost() == null ? null : a.cost().amount())
                .param("currency", a.cost() == null ? null : a.cost().currency())
                .param("evidence", evidenceNeeded)
                .param("room", a.origin().room())
                .param("originKind", a.origin().kind())
                .param("originId", a.origin().id())
                .param("originTitle", a.origin().title())
                .param("href", a.origin().href())
                .param("by", Scope.current().person())
                .query((rs, _) -> rs.getLong(1))
                .single());
    }

    Optional<Action> find(ActionId id) {
        return jdbc.sql(SELECT + " where a.id = :id")
                .param("id", id.value())
                .param("lang", language())
                .query(ActionStore::action)
                .optional();
    }

    /// Locks the row until the transaction ends.
    Optional<Action> take(ActionId id) {
        return jdbc.sql(SELECT + " where a.id = :id for update of a")
                .param("id", id.value())
                .param("lang", language())
                .query(ActionStore::action)
                .optional();
    }

    List<Action> of(Origin origin) {
        return jdbc.sql(SELECT + "\n" + """
                where a.origin_room = :room and a.origin_kind = :kind and a.origin_id = :id
                order by a.due, a.id limit 200""")
                .param("room", origin.room())
                .param("kind", origin.kind())
                .param("id", origin.id())
                .param("lang", language())
                .query(ActionStore::action)
                .list();
    }

    Actions.Standing standing(Origin origin) {
        return jdbc.sql("select waiting, finished from actions.pub_standing(:room, :kind, :id)")
                .param("room", origin.room())
                .param("kind", origin.kind())
                .param("id", origin.id())
                .query((rs, _) -> new Actions.Standing(rs.getInt(1), rs.getInt(2)))
                .single();
    }

    int endAll(Origin origin, String because) {
        return jdbc.sql("select actions.pub_end(:room, :kind, :id, :because, cast(:me as int))")
                .param("room", origin.room())
                .param("kind", origin.kind())
                .param("id", origin.id())
                .param("because", because)
                .param("me", Scope.current().person())
                .query((rs, _) -> rs.getInt(1))
                .single();
    }

    void state(Action a, ActionState state, @Nullable LocalDate doneOn, String note) {
        int changed = jdbc.sql("""
                update actions.action set state = :state, done_on = :doneOn, done_by = :by, note = :note,
                  version = version + 1,
                  changed_at = verdite.now(), changed_by = :me where id = :id and version = :version""")
                .param("me", Scope.current().person())
                .param("state", state.name())
                .param("doneOn", doneOn)
                .param("by", state == ActionState.DONE ? Scope.current().person() : null)
                .param("note", note)
                .param("id", a.id().value())
                .param("version", a.version())
                .update();
        expectOne(changed, a.id());
    }

    void change(ActionId id, int version, String title, PersonId owner, LocalDate due, @Nullable Money cost) {
        int changed = jdbc.sql("""
                update actions.action set title = :title, owner_id = :owner, due = :due, cost = :cost,
                  currency = :currency, version = version + 1,
                  changed_at = verdite.now(), changed_by = :me where id = :id and version = :version""")
                .param("me", Scope.current().person())
                .param("title", title.strip())
                .param("owner", owner.value())
                .param("due", due)
                .param("cost", cost == null ? null : cost.amount())
                .param("currency", cost == null ? null : cost.currency())
                .param("id", id.value())
                .param("version", version)
                .update();
        expectOne(changed, id);
    }

    private static void expectOne(int changed, ActionId id) {
        if (changed != 1) {
            throw new Conflict("action " + id);
        }
    }

    private static String language() {
        return LocaleContextHolder.getLocale().getLanguage();
    }

    private static Action action(ResultSet rs, int row) throws SQLException {
        var cost = rs.getBigDecimal("cost");
        var name = rs.getString("owner_name");
        int doneBy = rs.getInt("done_by");
        boolean nobody = rs.wasNull();
        return new Action(
                new ActionId(rs.getLong("id")),
                new UnitId(rs.getInt("unit_id")),
                rs.getString("title"),
                rs.getString("kind"),
                new PersonId(rs.getInt("owner_id")),
                name == null ? "" : name,
                rs.getObject("due", LocalDate.class),
                cost == null
                        ? null
                        : new Money(
                                cost.stripTrailingZeros().scale() > 0 ? cost : cost.setScale(0),
                                rs.getString("currency")),
                ActionState.valueOf(rs.getString("state")),
                rs.getInt("evidence"),
                rs.getBoolean("evidence_needed"),
                rs.getObject("done_on", LocalDate.class),
                nobody ? null : new PersonId(doneBy),
                rs.getString("note"),
                new Origin(
                        rs.getString("origin_room"),
                        rs.getString("origin_kind"),
                        rs.getString("origin_id"),
                        rs.getString("origin_title"),
                        rs.getString("origin_href")),
                rs.getInt("version"));
    }
}
