package org.verdite.rectification;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.regex.Pattern;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.Permission;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotHere;
import org.verdite.shared.PersonId;
import org.verdite.shared.Refused;

/// Closing the loop (ISO 14001, 10.3): what a closed item taught is proposed as a change of a target, a criterion, a
/// limit, a document or a risk; whoever approves decides, neither proposer nor owner; it counts when it was made.
@Component
public class Changes {

    private static final Pattern PAGE = Pattern.compile("/([a-z]{1,40})/([\\w:./-]{1,100})");

    private final JdbcClient jdbc;
    private final ItemStore store;
    private final ItemGate gate;
    private final Clock clock;

    Changes(JdbcClient jdbc, ItemStore store, ItemGate gate, Clock clock) {
        this.jdbc = jdbc;
        this.store = store;
        this.gate = gate;
        this.clock = clock;
    }

    private record Known(ItemId item, String state, PersonId proposedBy, PersonId owner) {}

    /// @param page where what is to change stands, as its address here: `/targets/12`; empty where it is not here
    /// @param owner who sees to it
    public record Proposal(ChangeKind kind, String title, String reason, String page, PersonId owner) {}

    /// Proposes a change because of an item that was closed as effective. The same words for the same item are one.
    ///
    /// @return its number
    @Transactional
    public long propose(ItemId id, Proposal p) {
        var item = gate.take(id, Permission.ITEM_CARRY, Permission.ITEM_OPEN, Permission.ITEM_VERIFY);
        var me = gate.actor();
        if (item.state() != ItemState.CLOSED_EFFECTIVE) {
            throw new Refused("rectification.refused.changeOfOpen", Words.of(item.state()));
        }
        String title = ItemGate.text("title", p.title(), true, 200);
        String reason = ItemGate.text("reason", p.reason(), false, 2000);
        gate.known("owner", p.owner());
        var page = PAGE.matcher(p.page().strip());
        boolean addressed = !p.page().isBlank();
        if (addressed && !page.matches()) {
            throw new Invalid("page", "rectification.change.page");
        }
        var before = jdbc.sql(
                        "select id from rectification.change where item_id = :item and kind = :kind and title = :title")
                .param("item", id.value())
                .param("kind", p.kind().name())
                .param("title", title)
                .query((rs, _) -> rs.getLong(1))
                .list();
        if (!before.isEmpty()) {
            return before.getFirst();
        }
        return jdbc.sql("""
                insert into rectification.change (item_id, unit_id, kind, title, reason, language, room, key, href, owner_id, proposed_by)
                values (:item, :unit, :kind, :title, :reason, :language, :room, :key, :href, :owner, :me) returning id""")
                .param("item", id.value())
                .param("unit", item.unit().value())
                .param("kind", p.kind().name())
                .param("title", title)
                .param("reason", reason)
                .param("language", LocaleContextHolder.getLocale().getLanguage())
                .param("room", addressed ? page.group(1) : null)
                .param("key", addressed ? page.group(2) : null)
                .param("href", addressed ? p.page().strip() : null)
                .param("owner", p.owner().value())
                .param("me", me.value())
                .query((rs, _) -> rs.getLong(1))
                .single();
    }

    /// Accepts or rejects it: whoever approves at the item's unit, neither the proposer nor the owner.
    @Transactional
    public void decide(long id, boolean accept, String note) {
        var change = take(id);
        gate.take(change.item(), Permission.ITEM_APPROVE);
        var me = gate.actor();
        if (!change.state().equals("PROPOSED")) {
            throw new Refused("rectification.refused.changeDecided");
        }
        if (me.equals(change.proposedBy()) || me.equals(change.owner())) {
            throw new Refused("rectification.refused.changeOwn");
        }
        jdbc.sql("""
                update rectification.change set state = :state, decided_by = :me, decided_at = :now, decision = :note,
                  version = version + 1 where id = :id""")
                .param("state", accept ? "ACCEPTED" : "REJECTED")
                .param("me", me.value())
                .param("now", Timestamp.from(clock.instant()))
                .param("note", ItemGate.text("note", note, !accept, 2000))
                .param("id", id)
                .update();
    }

    /// Says that an accepted change was made: its owner, or whoever approves.
    @Transactional
    public void made(long id, String note) {
        var change = take(id);
        var item = gate.take(change.item(), Permission.ITEM_CARRY, Permission.ITEM_APPROVE);
        var me = gate.actor();
        if (!change.state().equals("ACCEPTED")) {
            throw new Refused("rectification.refused.changeNotAccepted");
        }
        if (!me.equals(change.owner()) && !gate.may(Permission.ITEM_APPROVE, item)) {
            throw new Refused("rectification.refused.changeOwner");
        }
        jdbc.sql("""
                update rectification.change set state = 'MADE', made_by = :me, made_on = :today, made_note = :note,
                  version = version + 1 where id = :id""")
                .param("me", me.value())
                .param("today", store.today(item))
                .param("note", ItemGate.text("note", note, true, 2000))
                .param("id", id)
                .update();
    }

    private Known take(long id) {
        return jdbc.sql("""
                select item_id, state, proposed_by, owner_id from rectification.change where id = :id for update""")
                .param("id", id)
                .query((rs, _) -> new Known(
                        new ItemId(rs.getLong(1)),
                        rs.getString(2),
                        new PersonId(rs.getInt(3)),
                        new PersonId(rs.getInt(4))))
                .optional()
                .orElseThrow(() -> new NotHere("change " + id));
    }
}
