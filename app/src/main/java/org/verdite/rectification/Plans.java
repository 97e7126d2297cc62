package org.verdite.rectification;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.shared.PersonId;
import org.verdite.shared.UnitId;

/// What an item's plan says to whoever carries a part of it at another unit, where the item itself is not seen.
@Component
class Plans {

    record Plan(UnitId unit, Workflow workflow, ItemState state) {}

    private final JdbcClient jdbc;

    Plans(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Held until the transaction ends.
    Optional<Plan> take(ItemId item) {
        return jdbc.sql("select unit_id, workflow, state from rectification.plan_of(:item)")
                .param("item", item.value())
                .query((rs, _) -> new Plan(
                        new UnitId(rs.getInt(1)),
                        Workflow.valueOf(rs.getString(2)),
                        ItemState.valueOf(rs.getString(3))))
                .optional();
    }

    /// Notes that somebody had a hand in it; once noted it stays.
    void joinIn(ItemId item, PersonId person, String part) {
        jdbc.sql("select rectification.join_in(:item, :person, :part)")
                .param("item", item.value())
                .param("person", person.value())
                .param("part", part)
                .query((_, _) -> 1)
                .single();
    }
}
