package org.verdite.rectification;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.rectification.Cause.Said;
import org.verdite.shared.Conflict;
import org.verdite.shared.PersonId;

/// The rows of the causes.
@Component
class CauseStore {

    private final JdbcClient jdbc;

    CauseStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// As the tree is read: each cause followed by what lies beneath it.
    List<Cause> tree(ItemId item) {
        return jdbc.sql("""
                with recursive down(id, way, depth) as (
                  select c.id, array[c.id], 0 from rectification.cause c where c.item_id = :item and c.parent_id is null
                  union all
                  select c.id, d.way || c.id, d.depth + 1 from down d join rectification.cause c on c.parent_id = d.id and c.item_id = :item
                )
                select c.*, d.depth, array(select a.action_id from rectification.cause_action a
                  where a.item_id = :item and a.cause_id = c.id order by a.action_id) as actions
                from down d join rectification.cause c on c.id = d.id order by d.way""")
                .param("item", item.value())
                .query((rs, _) -> cause(rs))
                .list();
    }

    Optional<Cause> find(ItemId item, long id) {
        return tree(item).stream().filter(c -> c.id() == id).findFirst();
    }

    long insert(Item item, @Nullable Long parent, Said said, @Nullable String edition, PersonId by) {
        return jdbc.sql("""
                insert into rectification.cause (item_id, unit_id, parent_id, level, edition, code, text, language, evidence_id, by_id)
                values (:item, :unit, :parent, :level, :edition, :code, :text, :language, :evidence, :by) returning id""")
                .param("item", item.id().value())
                .param("unit", item.unit().value())
                .param("parent", parent)
                .param("level", said.level().name())
                .param("edition", edition)
                .param("code", said.code())
                .param("text", said.text())
                .param("language", LocaleContextHolder.getLocale().getLanguage())
                .param("evidence", said.evidence())
                .param("by", by.value())
                .query((rs, _) -> rs.getLong(1))
                .single();
    }

    /// @throws Conflict when somebody changed it since it was read
    void change(long id, int version, Said said, @Nullable String edition) {
        int done = jdbc.sql("""
                update rectification.cause set level = :level, edition = :edition, code = :code, text = :text, evidence_id = :evidence,
                  version = version + 1 where id = :id and version = :version""")
                .param("level", said.level().name())
                .param("edition", edition)
                .param("code", said.code())
                .param("text", said.text())
                .param("evidence", said.evidence())
                .param("id", id)
                .param("version", version)
                .update();
        one(done, id);
    }

    void remove(long id, int version) {
        one(
                jdbc.sql("delete from rectification.cause where id = :id and version = :version")
                        .param("id", id)
                        .param("version", version)
                        .update(),
                id);
    }

    private static void one(int done, long id) {
        if (done != 1) {
            throw new Conflict("cause " + id);
        }
    }

    void removedBy(Item item, long cause, long action) {
        jdbc.sql("""
                insert into rectification.cause_action (action_id, cause_id, item_id, unit_id) values (:action, :cause, :item, :unit)""")
                .param("action", action)
                .param("cause", cause)
                .param("item", item.id().value())
                .param("unit", item.unit().value())
                .update();
    }

    /// True when the file is kept for the item.
    boolean evidence(ItemId item, long evidence) {
        return jdbc.sql("""
                select exists (select from documents.pub_evidence
                where id = :id and room = 'rectification' and kind = 'item' and key = :item)""")
                .param("id", evidence)
                .param("item", item.toString())
                .query((rs, _) -> rs.getBoolean(1))
                .single();
    }

    private static Cause cause(ResultSet rs) throws SQLException {
        var actions = new ArrayList<Long>();
        if (rs.getArray("actions").getArray() instanceof Long[] all) {
            actions.addAll(List.of(all));
        }
        return new Cause(
                rs.getLong("id"),
                (Long) rs.getObject("parent_id"),
                Cause.Level.valueOf(rs.getString("level")),
                rs.getString("edition"),
                rs.getString("code"),
                rs.getString("text"),
                rs.getString("language"),
                (Long) rs.getObject("evidence_id"),
                ItemStore.person(rs, "by_id"),
                rs.getInt("depth"),
                List.copyOf(actions),
                rs.getInt("version"));
    }
}
