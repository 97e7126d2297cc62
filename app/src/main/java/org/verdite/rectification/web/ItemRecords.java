package org.verdite.rectification.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.trail.RecordKey;
import org.verdite.trail.RecordSource;
import org.verdite.ui.Texts;

/// An item's history is that of its steps, origins, parties and extensions too.
@Component
class ItemRecords implements RecordSource {

    private static final String ITEM = "rectification.item";

    private final JdbcClient jdbc;

    ItemRecords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Known> record(RecordKey row, Texts t) {
        if (!row.place().equals(ITEM) || !row.key().matches("\\d{1,18}")) {
            return Optional.empty();
        }
        long id = Long.parseLong(row.key());
        return jdbc.sql("select number || ' ' || title from rectification.item where id = :id")
                .param("id", id)
                .query((rs, _) -> rs.getString(1))
                .optional()
                .map(title -> new Known(title, "/rectification/items/" + id, parts(id)));
    }

    private List<RecordKey> parts(long id) {
        var parts = new ArrayList<RecordKey>();
        for (String table : List.of("item_step", "item_origin", "item_party", "item_extension")) {
            jdbc.sql("select id from rectification." + table + " where item_id = :id order by id desc limit 100")
                    .param("id", id)
                    .query((rs, _) -> parts.add(new RecordKey("rectification." + table, rs.getString(1))))
                    .list();
        }
        return parts;
    }
}
