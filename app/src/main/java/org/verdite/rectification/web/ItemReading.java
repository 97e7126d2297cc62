package org.verdite.rectification.web;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.Days;
import org.verdite.rectification.Deadline;
import org.verdite.rectification.ItemId;
import org.verdite.rectification.ItemState;
import org.verdite.rectification.Particulars;
import org.verdite.rectification.Severity;
import org.verdite.rectification.Workflow;
import org.verdite.shared.NotHere;
import org.verdite.shared.Origin;
import org.verdite.shared.UnitId;
import org.verdite.ui.Texts;

/// Reads one item and what hangs on it.
@Component
@Transactional(readOnly = true)
class ItemReading {

    /// A line of its history.
    record Step(String step, String from, String to, int round, LocalDate day, String who, Instant at, String note) {}

    /// A question for more time.
    record Extension(
            String askedBy,
            int askedById,
            LocalDate from,
            LocalDate to,
            String reason,
            @Nullable Boolean granted,
            String decidedBy,
            String decision) {}

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Days days;

    ItemReading(JdbcClient jdbc, Clock clock, Days days) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.days = days;
    }

    ItemView require(ItemId id, Texts t) {
        return find(id, t).orElseThrow(() -> new NotHere("item " + id));
    }

    Optional<ItemView> find(ItemId id, Texts t) {
        return jdbc.sql("""
                select i.*, organisation.pub_place(i.unit_id, :lang) as unit_name,
                  verdite.text(organisation.pub_person_name(i.owner_id), :lang) as owner_name,
                  verdite.text(organisation.pub_person_name(i.substitute_id), :lang) as substitute_name,
                  verdite.text(organisation.pub_person_name(i.verifier_id), :lang) as verifier_name,
                  verdite.text(organisation.pub_person_name(i.plan_by), :lang) as plan_name,
                  verdite.text(organisation.pub_person_name(i.approved_by), :lang) as approved_name,
                  verdite.text(organisation.pub_person_name(i.verified_by), :lang) as verified_name,
                  verdite.text(organisation.pub_person_name(i.finding_by), :lang) as finding_name,
                  verdite.text(organisation.pub_person_name(i.cancel_by), :lang) as cancel_name
                from rectification.item i where i.id = :id""")
                .param("lang", t.language())
                .param("id", id.value())
                .query(this::view)
                .optional();
    }

    List<Origin> origins(ItemId id) {
        return jdbc.sql("""
                select room, kind, key, title, href from rectification.item_origin where item_id = :id order by id limit 50""")
                .param("id", id.value())
                .query((rs, _) ->
                        new Origin(rs.getString(1), rs.getString(2), rs.getString(3), rs.getString(4), rs.getString(5)))
                .list();
    }

    /// Another item that this one has to do with.
    ///
    /// @param how `REPEAT_OF`, `REPEATED_BY`, `SUCCESSOR_OF`, `SUCCEEDED_BY`, `DUPLICATE_OF` or `DUPLICATED_BY`
    record Kin(String how, long id, String number, String language, String title, ItemState state, String workflow) {
        String path() {
            return "/rectification/items/" + id;
        }
    }

    /// What an item repeats, succeeds or tells again, and what does so with it.
    List<Kin> kin(ItemId id) {
        return jdbc.sql("""
                select k.how, o.id, o.number, o.language, o.title, o.state, o.workflow from rectification.item i
                cross join lateral (values ('REPEAT_OF', i.repeat_of), ('SUCCESSOR_OF', i.successor_of),
                  ('SUCCEEDED_BY', i.succeeded_by), ('DUPLICATE_OF', i.duplicate_of)) k(how, other)
                join rectification.item o on o.id = k.other where i.id = :id
                union all
                (select 'REPEATED_BY', id, number, language, title, state, workflow from rectification.item
                  where repeat_of = :id order by id desc limit 50)
                order by 1, 2""")
                .param("id", id.value())
                .query((rs, _) -> new Kin(
                        rs.getString(1),
                        rs.getLong(2),
                        rs.getString(3),
                        rs.getString(4),
                        rs.getString(5),
                        ItemState.valueOf(rs.getString(6)),
                        rs.getString(7)))
                .list();
    }

    /// Newest first.
    List<Step> steps(ItemId id, Texts t) {
        return jdbc.sql("""
                select step, from_state, to_state, round, day, at, note,
                  verdite.text(organisation.pub_person_name(for_id), :lang) as for_name,
                  coalesce(verdite.text(organisation.pub_person_name(person_id), :lang), who) as name
                from rectification.item_step where item_id = :id order by id desc limit 200""")
                .param("lang", t.language())
                .param("id", id.value())
                .query((rs, _) -> new Step(
                        rs.getString("step"),
                        rs.getString("from_state"),
                        rs.getString("to_state"),
                        rs.getInt("round"),
                        rs.getObject("day", LocalDate.class),
                        rs.getString("for_name") == null
                                ? rs.getString("name")
                                : t.of("rectification.for", rs.getString("name"), rs.getString("for_name")),
                        rs.getTimestamp("at").toInstant(),
                        rs.getString("note")))
                .list();
    }

    /// Whom the owner handed their tasks to today.
    ///
    /// @param gone the delegate has left
    record Delegate(String name, LocalDate until, String reason, boolean gone) {}

    List<Delegate> delegates(ItemView v, Texts t) {
        if (v.owner() == null) {
            return List.of();
        }
        return jdbc.sql("""
                select verdite.text(organisation.pub_person_name(h.delegate), :lang) as name, max(h.valid_to) - 1 as until,
                  max(h.reason) as reason, bool_or(h.gone) as gone
                from organisation.pub_handed_over(:owner, :today) h group by h.delegate order by 2, 1""")
                .param("lang", t.language())
                .param("owner", v.owner().id())
                .param("today", days.today())
                .query((rs, _) -> new Delegate(
                        Objects.requireNonNullElse(rs.getString("name"), ""),
                        rs.getObject("until", LocalDate.class),
                        rs.getString("reason"),
                        rs.getBoolean("gone")))
                .list();
    }

    /// Why a reported correction is verified or not.
    ///
    /// @param share of a hundred, as the rule had it then
    /// @param lot 0 to 9999, drawn where it is below a hundred times the share
    record Sample(
            boolean drawn,
            String why,
            String reason,
            int share,
            int least,
            int lot,
            LocalDate month,
            @Nullable LocalDate closeOn,
            String who,
            Instant at) {}

    /// Newest first.
    List<Sample> samples(ItemId id, Texts t) {
        return jdbc.sql("""
                select drawn, why, reason, share, least, lot_value, month, close_on, at,
                  coalesce(verdite.text(organisation.pub_person_name(person_id), :lang), '') as name
                from rectification.sample where item_id = :id order by id desc limit 50""")
                .param("lang", t.language())
                .param("id", id.value())
                .query((rs, _) -> new Sample(
                        rs.getBoolean("drawn"),
                        rs.getString("why"),
                        rs.getString("reason"),
                        rs.getInt("share"),
                        rs.getInt("least"),
                        rs.getInt("lot_value"),
                        rs.getObject("month", LocalDate.class),
                        rs.getObject("close_on", LocalDate.class),
                        rs.getString("name"),
                        rs.getTimestamp("at").toInstant()))
                .list();
    }

    /// Oldest first; the last may be undecided.
    List<Extension> extensions(ItemId id, Texts t) {
        return jdbc.sql("""
                select coalesce(verdite.text(organisation.pub_person_name(asked_by), :lang), '') as asker,
                  coalesce(asked_by, 0) as asked_by, from_deadline, to_deadline, reason, granted, decision,
                  coalesce(verdite.text(organisation.pub_person_name(decided_by), :lang), '') as decider
                from rectification.item_extension where item_id = :id order by id limit 50""")
                .param("lang", t.language())
                .param("id", id.value())
                .query((rs, _) -> new Extension(
                        rs.getString("asker"),
                        rs.getInt("asked_by"),
                        rs.getObject("from_deadline", LocalDate.class),
                        rs.getObject("to_deadline", LocalDate.class),
                        rs.getString("reason"),
                        (Boolean) rs.getObject("granted"),
                        rs.getString("decider"),
                        rs.getString("decision")))
                .list();
    }

    /// A deadline an authority set.
    ///
    /// @param due as it was set; the site's clock
    record Authority(long id, String authority, String reference, Due due, String setBy, Instant setAt, String note) {}

    /// Oldest first; the one the item names is in force.
    List<Authority> authorities(ItemView v, Texts t) {
        return jdbc.sql("""
                select id, authority, reference, deadline, due_at, note, set_at,
                  coalesce(verdite.text(organisation.pub_person_name(set_by), :lang), '') as name
                from rectification.item_authority where item_id = :id order by id limit 50""")
                .param("lang", t.language())
                .param("id", v.id().value())
                .query((rs, _) -> new Authority(
                        rs.getLong("id"),
                        rs.getString("authority"),
                        rs.getString("reference"),
                        due(rs, v.zone(), clock.instant()),
                        rs.getString("name"),
                        rs.getTimestamp("set_at").toInstant(),
                        rs.getString("note")))
                .list();
    }

    static Due due(ResultSet rs, ZoneId zone, Instant now) throws SQLException {
        return new Due(
                new Deadline(
                        rs.getObject("deadline", LocalDate.class),
                        rs.getTimestamp("due_at").toInstant()),
                zone,
                now);
    }

    /// People one may choose from, by name.
    Map<String, String> people(Texts t) {
        var people = new LinkedHashMap<String, String>();
        jdbc.sql("""
                select id, verdite.text(name, :lang) as word from organisation.pub_person order by word, id limit 500""")
                .param("lang", t.language())
                .query((rs, _) -> people.put(String.valueOf(rs.getInt(1)), rs.getString(2)))
                .list();
        return people;
    }

    /// Units an item can be opened at: sites first, then by code.
    Map<String, String> units(Texts t) {
        var units = new LinkedHashMap<String, String>();
        jdbc.sql("""
                select id, verdite.text(name, :lang) as word from organisation.pub_unit
                where closed is null order by kind <> 'SITE', code limit 500""")
                .param("lang", t.language())
                .query((rs, _) -> units.put(String.valueOf(rs.getInt(1)), rs.getString(2)))
                .list();
        return units;
    }

    private ItemView view(ResultSet rs, int row) throws SQLException {
        var zone = ZoneId.of(rs.getString("time_zone"));
        Long becameId = number(rs, "became_id");
        return new ItemView(
                new ItemId(rs.getLong("id")),
                new UnitId(rs.getInt("unit_id")),
                Objects.requireNonNullElse(rs.getString("unit_name"), ""),
                rs.getString("number"),
                rs.getString("language"),
                rs.getString("title"),
                rs.getString("description"),
                Severity.valueOf(rs.getString("severity")),
                Workflow.valueOf(rs.getString("workflow")),
                rs.getString("medium"),
                ItemState.valueOf(rs.getString("state")),
                rs.getInt("round"),
                rs.getObject("discovered", LocalDate.class),
                rs.getTimestamp("opened_at").toInstant(),
                rs.getObject("opened_on", LocalDate.class),
                rs.getObject("deadline", LocalDate.class),
                due(rs, zone, clock.instant()),
                rs.getTimestamp("clock_from").toInstant(),
                (Long) rs.getObject("authority_id"),
                LocalDate.ofInstant(clock.instant(), zone),
                zone,
                who(rs, "owner_id", "owner_name"),
                who(rs, "substitute_id", "substitute_name"),
                who(rs, "verifier_id", "verifier_name"),
                rs.getArray("cause").getArray() instanceof String[] lines ? List.of(lines) : List.of(),
                rs.getString("cause_kind"),
                who(rs, "plan_by", "plan_name"),
                at(rs, "plan_at"),
                who(rs, "approved_by", "approved_name"),
                at(rs, "approved_at"),
                at(rs, "done_at"),
                who(rs, "verified_by", "verified_name"),
                rs.getObject("verified_on", LocalDate.class),
                rs.getObject("effect_due", LocalDate.class),
                rs.getObject("closed_on", LocalDate.class),
                rs.getString("finding"),
                who(rs, "finding_by", "finding_name"),
                becameId,
                rs.getString("cancel_kind"),
                rs.getString("cancel_reason"),
                who(rs, "cancel_by", "cancel_name"),
                Particulars.of(rs),
                number(rs, "repeat_of"),
                rs.getString("raised_from") == null ? null : Severity.valueOf(rs.getString("raised_from")),
                number(rs, "succeeded_by"),
                (Boolean) rs.getObject("drawn"),
                rs.getObject("close_on", LocalDate.class),
                rs.getInt("version"));
    }

    private static @Nullable Long number(ResultSet rs, String column) throws SQLException {
        long id = rs.getLong(column);
        return rs.wasNull() ? null : id;
    }

    private static ItemView.@Nullable Who who(ResultSet rs, String id, String name) throws SQLException {
        int person = rs.getInt(id);
        return rs.wasNull() ? null : new ItemView.Who(person, Objects.requireNonNullElse(rs.getString(name), "–"));
    }

    private static @Nullable Instant at(ResultSet rs, String column) throws SQLException {
        var at = rs.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
