package org.verdite.rectification;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.Permission;
import org.verdite.shared.Invalid;
import org.verdite.shared.Refused;

/// What an authority has set as a deadline holds instead of the severity's, earlier or later, until the correction is
/// verified or a new round begins. Nobody inside moves it: it is not extended, and another severity leaves it alone.
/// Only a later decision of an authority, with its reference, takes its place; all stay in the history. What gives more
/// time than there was is recorded one level up, as every other extension.
@Component
public class AuthorityDeadlines {

    private final JdbcClient jdbc;
    private final ItemStore store;
    private final ItemGate gate;

    AuthorityDeadlines(JdbcClient jdbc, ItemStore store, ItemGate gate) {
        this.jdbc = jdbc;
        this.store = store;
        this.gate = gate;
    }

    /// An authority's decision.
    ///
    /// @param reference the number or date of the decision, by which anybody finds it
    /// @param day the last day
    /// @param time until when on that day, by the site's clock; null for 24:00
    public record Decision(
            String authority,
            String reference,
            LocalDate day,
            @Nullable LocalTime time,
            String note) {}

    /// Records a decision; the same one again changes nothing. Not by who carries the correction, or ever did.
    ///
    /// @throws Refused when it is or was the person's own item, when it gives more time and the person approves
    ///   nothing one level up, or when the deadline runs no longer
    @Transactional
    public void set(ItemId id, Decision decision) {
        var item = gate.take(id, Permission.ITEM_APPROVE);
        item.after(ItemStep.AUTHORITY_DEADLINE);
        var me = gate.actor();
        if (gate.everCarried(item, me)) {
            throw new Refused("rectification.refused.ownerSetsDeadline");
        }
        String authority = ItemGate.text("authority", decision.authority(), true, 200);
        String reference = ItemGate.text("reference", decision.reference(), true, 200);
        String note = ItemGate.text("note", decision.note(), false, 2000);
        if (decision.day().isBefore(item.openedOn())
                || decision.day().isAfter(item.openedOn().plusYears(20))) {
            throw new Invalid("day", "rectification.authority.day", Words.of(item.openedOn()));
        }
        var due = due(decision, item.zone());
        if (same(item, authority, reference, due)) {
            return;
        }
        if (due.at().isAfter(item.dueAt()) && !gate.oneLevelUp(item.unit())) {
            throw new Refused("rectification.refused.laterOneLevelUp");
        }
        long decided = jdbc.sql("""
                        insert into rectification.item_authority (item_id, unit_id, authority, reference, deadline, due_at, from_due, note, set_by)
                        values (:item, :unit, :authority, :reference, :day, :due, :from, :note, :me) returning id""")
                .param("item", id.value())
                .param("unit", item.unit().value())
                .param("authority", authority)
                .param("reference", reference)
                .param("day", due.day())
                .param("due", java.sql.Timestamp.from(due.at()))
                .param("from", java.sql.Timestamp.from(item.dueAt()))
                .param("note", note)
                .param("me", me.value())
                .query((rs, _) -> rs.getLong(1))
                .single();
        store.step(
                item,
                ItemStep.AUTHORITY_DEADLINE,
                authority + ", " + reference,
                "deadline",
                due.day(),
                "due_at",
                due.at(),
                "authority_id",
                decided);
    }

    private static Deadline due(Decision decision, ZoneId site) {
        var time = decision.time();
        return time == null || time.equals(LocalTime.MIDNIGHT)
                ? Deadline.endOf(decision.day(), site)
                : Deadline.at(decision.day().atTime(time).atZone(site).toInstant(), site);
    }

    private boolean same(Item item, String authority, String reference, Deadline due) {
        return item.authority() != null
                && item.dueAt().equals(due.at())
                && jdbc.sql("""
                        select authority = :authority and reference = :reference from rectification.item_authority where id = :id""")
                        .param("authority", authority)
                        .param("reference", reference)
                        .param("id", item.authority())
                        .query((rs, _) -> rs.getBoolean(1))
                        .single();
    }
}
