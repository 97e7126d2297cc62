package org.verdite.rectification;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.organisation.Days;
import org.verdite.shared.Conflict;
import org.verdite.shared.Origin;
import org.verdite.shared.PersonId;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;

/// The rows of the list, their steps and parties.
@Component
class ItemStore {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Days days;

    ItemStore(JdbcClient jdbc, Clock clock, Days days) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.days = days;
    }

    LocalDate today(Item item) {
        return Deadlines.day(clock.instant(), item.zone());
    }

    Optional<Item> find(ItemId id) {
        return jdbc.sql("select * from rectification.item where id = :id")
                .param("id", id.value())
                .query(ItemStore::item)
                .optional();
    }

    /// Held until the transaction ends: two people can't take a step at once.
    Optional<Item> take(ItemId id) {
        return jdbc.sql("select * from rectification.item where id = :id for update")
                .param("id", id.value())
                .query(ItemStore::item)
                .optional();
    }

    /// Writes a step: the item's columns, its new state, and the line in its history.
    ///
    /// @param columns name and value of each column that changes, alternating; names are ours, never a user's
    /// @throws Conflict when somebody wrote the item since it was read
    void step(Item item, ItemStep step, String note, @Nullable Object... columns) {
        ItemState to = item.after(step);
        var set = new StringBuilder("state = :to, version = version + 1");
        for (int i = 0; i < columns.length; i += 2) {
            set.append(", ").append(columns[i]).append(" = :c").append(i);
        }
        var update = jdbc.sql("update rectification.item set " + set + " where id = :id and version = :version")
                .param("to", to.name())
                .param("id", item.id().value())
                .param("version", item.version());
        for (int i = 0; i < columns.length; i += 2) {
            update = update.param("c" + i, sql(columns[i + 1]));
        }
        if (update.update() != 1) {
            throw new Conflict("item " + item.id());
        }
        log(
                item.id(),
                item.unit(),
                step,
                item.state().name(),
                to.name(),
                item.round(),
                today(item),
                item.deadline(),
                note);
    }

    private static @Nullable Object sql(@Nullable Object value) {
        return switch (value) {
            case PersonId person -> person.value();
            case ItemId item -> item.value();
            case java.time.Instant at -> java.sql.Timestamp.from(at);
            case Enum<?> word -> word.name();
            case null, default -> value;
        };
    }

    void log(
            ItemId id,
            UnitId unit,
            ItemStep step,
            String from,
            String to,
            int round,
            LocalDate day,
            LocalDate deadline,
            String note) {
        Integer person = Scope.current().person();
        var owner = forOwner(id, step, person);
        jdbc.sql("""
                insert into rectification.item_step (item_id, unit_id, step, from_state, to_state, round, day, deadline,
                  person_id, note, for_id)
                values (:item, :unit, :step, :from, :to, :round, :day, :deadline, :person, :note, :for)""")
                .param("item", id.value())
                .param("unit", unit.value())
                .param("step", step.name())
                .param("from", from)
                .param("to", to)
                .param("round", round)
                .param("day", day)
                .param("deadline", deadline)
                .param("person", person)
                .param("note", note.strip())
                .param("for", owner == null ? null : owner.value())
                .update();
        if (owner != null && person != null) {
            party(id, unit, new PersonId(person), "SUBSTITUTE");
        }
    }

    /// Steps that carry a correction forward: who takes one while the owner has handed their tasks to them, takes it
    /// for the owner.
    private static final Set<ItemStep> CARRYING = Set.of(
            ItemStep.EDIT,
            ItemStep.RECORD_CAUSE,
            ItemStep.SUBMIT_PLAN,
            ItemStep.CORRECT,
            ItemStep.SUBMIT_DONE,
            ItemStep.ASK_TIME,
            ItemStep.PROPOSE_CANCEL,
            ItemStep.RECORD_FINDING);

    private @Nullable PersonId forOwner(ItemId id, ItemStep step, @Nullable Integer person) {
        if (person == null || !CARRYING.contains(step)) {
            return null;
        }
        return jdbc.sql("""
                select i.owner_id from rectification.item i join organisation.pub_stands_in(:person, :today) s on s.holder = i.owner_id
                where i.id = :item limit 1""")
                .param("person", person)
                .param("today", days.today())
                .param("item", id.value())
                .query((rs, _) -> new PersonId(rs.getInt(1)))
                .optional()
                .orElse(null);
    }

    boolean standsInForOwner(Item item, PersonId person) {
        return item.owner() != null
                && jdbc.sql("""
                        select exists (select from organisation.pub_stands_in(:person, :today) s where s.holder = :owner)""")
                        .param("person", person.value())
                        .param("today", days.today())
                        .param("owner", item.owner().value())
                        .query((rs, _) -> rs.getBoolean(1))
                        .single();
    }

    /// Notes that somebody had a hand in it; once noted it stays.
    void party(ItemId id, UnitId unit, @Nullable PersonId person, String part) {
        if (person == null) {
            return;
        }
        jdbc.sql("""
                insert into rectification.item_party (item_id, unit_id, person_id, part)
                values (:item, :unit, :person, :part)
                on conflict (item_id, person_id, part) do update set until = null where item_party.until is not null""")
                .param("item", id.value())
                .param("unit", unit.value())
                .param("person", person.value())
                .param("part", part)
                .update();
    }

    /// Somebody owns it no longer; who works under them from now on has nothing to do with it.
    void ownedUntilNow(ItemId id, PersonId person) {
        jdbc.sql("""
                update rectification.item_party set until = verdite.now()
                where item_id = :item and person_id = :person and part = 'OWNER' and until is null""").param("item", id.value()).param("person", person.value()).update();
    }

    List<Conflicts.Party> parties(Item item) {
        return jdbc.sql("""
                select person_id, part, cast(since at time zone :zone as date) as from_day,
                  cast(coalesce(until, verdite.now()) at time zone :zone as date) as to_day
                from rectification.item_party where item_id = :item order by id""")
                .param("item", item.id().value())
                .param("zone", item.zone().getId())
                .query((rs, _) -> new Conflicts.Party(
                        new PersonId(rs.getInt("person_id")),
                        rs.getString("part"),
                        rs.getObject("from_day", LocalDate.class),
                        rs.getObject("to_day", LocalDate.class)))
                .list();
    }

    /// The files on an item and its done actions that were kept since it was last sent back or opened again.
    int proofs(ItemId id) {
        return jdbc.sql("select rectification.proofs(:item)")
                .param("item", id.value())
                .query((rs, _) -> rs.getInt(1))
                .single();
    }

    /// The day the correction was last reported.
    LocalDate finishedOn(Item item) {
        return jdbc.sql("""
                        select coalesce(max(day), :opened) from rectification.item_step
                        where item_id = :item and step in ('CORRECT', 'SUBMIT_DONE')""")
                .param("item", item.id().value())
                .param("opened", item.openedOn())
                .query((rs, _) -> rs.getObject(1, LocalDate.class))
                .single();
    }

    void link(ItemId id, UnitId unit, Origin origin) {
        jdbc.sql("""
                insert into rectification.item_origin (item_id, unit_id, room, kind, key, title, href)
                values (:item, :unit, :room, :kind, :key, :title, :href) on conflict do nothing""")
                .param("item", id.value())
                .param("unit", unit.value())
                .param("room", origin.room())
                .param("kind", origin.kind())
                .param("key", origin.id())
                .param("title", origin.title())
                .param("href", origin.href())
                .update();
    }

    List<Origin> origins(ItemId id) {
        return jdbc.sql(
                        "select room, kind, key, title, href from rectification.item_origin where item_id = :id order by id")
                .param("id", id.value())
                .query((rs, _) ->
                        new Origin(rs.getString(1), rs.getString(2), rs.getString(3), rs.getString(4), rs.getString(5)))
                .list();
    }

    /// Items of a record that are not over, oldest first; with everything when `all`.
    List<LinkedItem> linked(Origin origin, boolean all) {
        return jdbc.sql("""
                select i.id, i.number, i.title, i.state, i.investigation from rectification.item_origin o
                join rectification.item i on i.id = o.item_id
                where o.room = :room and o.kind = :kind and o.key = :key
                  and (:all or i.succeeded_by is null
                    and i.state not in ('CLOSED_EFFECTIVE', 'CLOSED_UNSAMPLED', 'CANCELLED', 'NO_FINDING', 'BECAME_ITEM'))
                order by i.id limit 100""")
                .param("room", origin.room())
                .param("kind", origin.kind())
                .param("key", origin.id())
                .param("all", all)
                .query((rs, _) -> new LinkedItem(
                        new ItemId(rs.getLong(1)),
                        rs.getString(2),
                        rs.getString(3),
                        rs.getString(4),
                        "/rectification/items/" + rs.getLong(1)))
                .list();
    }

    /// The repeats of an item that were found after a day.
    List<LinkedItem> repeated(ItemId id, LocalDate since) {
        return jdbc.sql("""
                select id, number, title, state from rectification.item
                where repeat_of = :id and discovered > :since and state <> 'CANCELLED' order by id limit 20""")
                .param("id", id.value())
                .param("since", since)
                .query((rs, _) -> new LinkedItem(
                        new ItemId(rs.getLong(1)),
                        rs.getString(2),
                        rs.getString(3),
                        rs.getString(4),
                        "/rectification/items/" + rs.getLong(1)))
                .list();
    }

    /// One opener at a time for the same record or the same client key.
    void lock(String what) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:what, 7))")
                .param("what", what)
                .query((_, _) -> 1)
                .single();
    }

    static @Nullable PersonId person(ResultSet rs, String column) throws SQLException {
        int id = rs.getInt(column);
        return rs.wasNull() ? null : new PersonId(id);
    }

    private static @Nullable ItemId other(ResultSet rs, String column) throws SQLException {
        long id = rs.getLong(column);
        return rs.wasNull() ? null : new ItemId(id);
    }

    private static Item item(ResultSet rs, int row) throws SQLException {
        return new Item(
                new ItemId(rs.getLong("id")),
                new UnitId(rs.getInt("unit_id")),
                rs.getString("number"),
                rs.getString("title"),
                rs.getString("description"),
                Severity.valueOf(rs.getString("severity")),
                Workflow.valueOf(rs.getString("workflow")),
                rs.getString("medium"),
                ItemState.valueOf(rs.getString("state")),
                rs.getInt("round"),
                ZoneId.of(rs.getString("time_zone")),
                rs.getObject("opened_on", LocalDate.class),
                rs.getObject("deadline", LocalDate.class),
                rs.getTimestamp("due_at").toInstant(),
                rs.getTimestamp("clock_from").toInstant(),
                (Long) rs.getObject("authority_id"),
                rs.getObject("discovered", LocalDate.class),
                person(rs, "owner_id"),
                person(rs, "substitute_id"),
                person(rs, "verifier_id"),
                rs.getString("cause_kind") == null ? 0 : lines(rs).size(),
                person(rs, "plan_by"),
                person(rs, "approved_by"),
                rs.getObject("verified_on", LocalDate.class),
                rs.getObject("effect_due", LocalDate.class),
                rs.getString("finding"),
                person(rs, "finding_by"),
                rs.getString("cancel_kind"),
                person(rs, "cancel_by"),
                Particulars.of(rs),
                other(rs, "repeat_of"),
                other(rs, "succeeded_by"),
                (Boolean) rs.getObject("drawn"),
                rs.getInt("version"));
    }

    private static List<String> lines(ResultSet rs) throws SQLException {
        var lines = new ArrayList<String>();
        if (rs.getArray("cause").getArray() instanceof String[] all) {
            lines.addAll(List.of(all));
        }
        return lines;
    }
}
