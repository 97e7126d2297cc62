package org.verdite.rectification;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What goes on after a correction that was not effective (ISO 14001, 10.2 d): an item of its own with the same
/// words, origins and owner, a new deadline and a new number, or the repeat that was opened already. The old history
/// stays as it is; whoever had a hand in it can't verify the successor either.
@Component
class Succession {

    private final JdbcClient jdbc;
    private final ItemStore store;
    private final Opening opening;

    Succession(JdbcClient jdbc, ItemStore store, Opening opening) {
        this.jdbc = jdbc;
        this.store = store;
        this.opening = opening;
    }

    /// @return what goes on after the item, which the caller notes there
    ItemId of(Item item) {
        var going = jdbc.sql("""
                        select id from rectification.item where repeat_of = :id and successor_of is null
                          and state not in ('CLOSED_EFFECTIVE', 'CLOSED_UNSAMPLED', 'CANCELLED', 'NO_FINDING', 'BECAME_ITEM', 'INEFFECTIVE')
                        order by id limit 1 for update""")
                .param("id", item.id().value())
                .query((rs, _) -> new ItemId(rs.getLong(1)))
                .optional();
        var id = going.orElseGet(() -> opened(item));
        jdbc.sql("update rectification.item set successor_of = :old where id = :id")
                .param("old", item.id().value())
                .param("id", id.value())
                .update();
        jdbc.sql("""
                insert into rectification.item_party (item_id, unit_id, person_id, part, since, until)
                select :id, (select unit_id from rectification.item where id = :id), person_id, part, since,
                  case when part = 'OWNER' then coalesce(until, verdite.now()) end
                from rectification.item_party where item_id = :old
                on conflict (item_id, person_id, part) do nothing""").param("id", id.value()).param("old", item.id().value()).update();
        return id;
    }

    private ItemId opened(Item item) {
        var id = opening.insert(
                new NewItem(
                        item.unit(),
                        item.title(),
                        item.description(),
                        item.severity(),
                        item.medium(),
                        null,
                        item.owner(),
                        item.discovered(),
                        false,
                        item.particulars()),
                null);
        store.origins(item.id()).forEach(origin -> store.link(id, item.unit(), origin));
        store.link(id, item.unit(), item.origin());
        return id;
    }
}
