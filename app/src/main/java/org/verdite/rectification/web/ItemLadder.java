package org.verdite.rectification.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.notices.Level;
import org.verdite.rectification.LadderRung;
import org.verdite.rectification.Ladders;
import org.verdite.ui.Texts;

/// The ladder of an item: what was told to whom, and what will be while it is not verified.
@Component
@Transactional(readOnly = true)
class ItemLadder {

    /// @param insteadOf who was meant and is not there
    /// @param because `AWAY`, `GONE`, `NOBODY` or empty
    record Told(String person, String duty, String insteadOf, String because) {}

    /// @param at when it was told; null while it was not
    /// @param notice path of the notice, empty while there is none or the reader doesn't see it
    record Line(LadderRung rung, Instant dueAt, @Nullable Instant at, String notice, List<Told> told) {}

    private record Climbed(LadderRung rung, long about, int round, Instant dueAt, Instant at) {}

    private final JdbcClient jdbc;
    private final Ladders ladders;

    ItemLadder(JdbcClient jdbc, Ladders ladders) {
        this.jdbc = jdbc;
        this.ladders = ladders;
    }

    /// As it happens in time; what lies ahead stands last.
    List<Line> of(ItemView v, Texts t) {
        var climbed = climbed(v);
        var notices = new LinkedHashMap<String, String>();
        var told = told(climbed.keySet(), notices, t);
        var lines = new ArrayList<Line>();
        climbed.forEach((key, c) -> lines.add(new Line(
                c.rung(), c.dueAt(), c.at(), notices.getOrDefault(key, ""), told.getOrDefault(key, List.of()))));
        if (v.state().running()) {
            ladders.of(v.severity()).stream()
                    .filter(rung -> climbed.values().stream().noneMatch(c -> same(c, rung, v)))
                    .map(rung -> new Line(
                            rung, rung.at(v.clockFrom(), v.due().deadline().at(), v.zone()), null, "", List.of()))
                    .filter(line -> line.dueAt().isAfter(v.due().now()))
                    .sorted(Comparator.comparing(Line::dueAt))
                    .forEach(lines::add);
        }
        return lines;
    }

    private static boolean same(Climbed c, LadderRung rung, ItemView v) {
        return c.round() == v.round()
                && c.rung().anchor() == rung.anchor()
                && c.rung().hours() == rung.hours()
                && (rung.anchor() != LadderRung.Anchor.DUE
                        || c.about() == v.due().deadline().at().toEpochMilli());
    }

    private Map<String, Climbed> climbed(ItemView v) {
        var climbed = new LinkedHashMap<String, Climbed>();
        jdbc.sql("""
                        select anchor, hours, addressees, about, round, due_at, at, notice_key from rectification.item_rung
                        where item_id = :item order by id desc limit 100""").param("item", v.id().value()).query(rs -> {
            Set<Level> to = EnumSet.noneOf(Level.class);
            for (String level : (String[]) rs.getArray("addressees").getArray()) {
                to.add(Level.valueOf(level));
            }
            climbed.putFirst(
                    rs.getString("notice_key"),
                    new Climbed(
                            new LadderRung(LadderRung.Anchor.valueOf(rs.getString("anchor")), rs.getInt("hours"), to),
                            rs.getTimestamp("about").toInstant().toEpochMilli(),
                            rs.getInt("round"),
                            rs.getTimestamp("due_at").toInstant(),
                            rs.getTimestamp("at").toInstant()));
        });
        return climbed;
    }

    private Map<String, List<Told>> told(Set<String> keys, Map<String, String> notices, Texts t) {
        var told = new LinkedHashMap<String, List<Told>>();
        if (keys.isEmpty()) {
            return told;
        }
        jdbc.sql("""
                        select key, notice_id, duty, because, verdite.text(organisation.pub_person_name(person_id), :lang) as person,
                          verdite.text(organisation.pub_person_name(instead_of), :lang) as missed
                        from notices.pub_told where key = any(:keys) order by id limit 500""")
                .param("lang", t.language())
                .param("keys", keys.toArray(String[]::new))
                .query(rs -> {
                    notices.put(rs.getString("key"), "/notices/" + rs.getLong("notice_id"));
                    told.computeIfAbsent(rs.getString("key"), _ -> new ArrayList<>())
                            .add(new Told(
                                    Objects.requireNonNullElse(rs.getString("person"), ""),
                                    rs.getString("duty"),
                                    Objects.requireNonNullElse(rs.getString("missed"), ""),
                                    rs.getString("because")));
                });
        return told;
    }
}
