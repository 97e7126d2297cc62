package org.verdite.rectification;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotHere;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.PersonId;
import org.verdite.shared.Refused;

/// One owner for several items. Each is a step of its own: what is refused for one leaves the others done.
@Component
public class Distribution {

    /// What became of one.
    ///
    /// @param refused message key of the reason, empty when the person carries it now
    public record Outcome(ItemId id, String number, String refused, Object[] args) {
        @Override
        public boolean equals(@org.jspecify.annotations.Nullable Object other) {
            return other instanceof Outcome o && o.id.equals(id) && o.refused.equals(refused);
        }

        @Override
        public int hashCode() {
            return id.hashCode() * 31 + refused.hashCode();
        }

        @Override
        public String toString() {
            return number + " " + refused;
        }
    }

    private final JdbcClient jdbc;
    private final Assignments assignments;
    private final TransactionTemplate within;

    Distribution(JdbcClient jdbc, Assignments assignments, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.assignments = assignments;
        this.within = new TransactionTemplate(transactions);
    }

    /// @throws NotHere when one of them is not within reach; nothing is done then
    /// @throws Invalid when the person can't be named
    public List<Outcome> carry(List<ItemId> ids, PersonId owner) {
        var numbers = within.execute(_ -> numbers(ids));
        ids.forEach(id -> {
            if (numbers == null || !numbers.containsKey(id)) {
                throw new NotHere("item " + id);
            }
        });
        return ids.stream()
                .map(id -> one(id, numbers == null ? "" : numbers.getOrDefault(id, ""), owner))
                .toList();
    }

    private Outcome one(ItemId id, String number, PersonId owner) {
        try {
            assignments.carry(id, owner);
            return new Outcome(id, number, "", new Object[0]);
        } catch (Refused e) {
            return new Outcome(id, number, e.key(), e.args());
        } catch (NotPermitted e) {
            return new Outcome(id, number, "rectification.several.notPermitted", new Object[0]);
        } catch (Conflict e) {
            return new Outcome(id, number, "rectification.several.changed", new Object[0]);
        }
    }

    private Map<ItemId, String> numbers(List<ItemId> ids) {
        var numbers = new HashMap<ItemId, String>();
        jdbc.sql("select id, number from rectification.item where id = any(:ids)")
                .param("ids", ids.stream().map(ItemId::value).toArray(Long[]::new))
                .query((rs, _) -> numbers.put(new ItemId(rs.getLong(1)), rs.getString(2)))
                .list();
        return numbers;
    }
}
