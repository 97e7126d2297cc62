package org.verdite.governance.committee;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.governance.UnitClock;
import org.verdite.governance.Years;
import org.verdite.shared.LocalText;
import org.verdite.shared.PersonId;
import org.verdite.shared.UnitId;
import org.verdite.ui.Frames;
import org.verdite.ui.Json;

/// The records that can be put before a committee: whose they are, what they are called, and who raised them.
@Component
class Subjects {

    /// @param raisedBy null where nobody in particular did
    /// @param terms what it asks for as it reads now; empty where that can't change
    /// @param begun true when the step that a committee can hold up was taken
    record Subject(UnitId unit, LocalText title, @Nullable PersonId raisedBy, String terms, boolean begun) {}

    private final JdbcClient jdbc;
    private final UnitClock clocks;
    private final Frames frames;

    Subjects(JdbcClient jdbc, UnitClock clocks, Frames frames) {
        this.jdbc = jdbc;
        this.clocks = clocks;
        this.frames = frames;
    }

    /// Empty when there is no such record within the reader's scope.
    Optional<Subject> find(Matter matter, String key) {
        if (!key.matches(matter == Matter.YEAR ? "\\d{1,9}/\\d{4}" : "\\d{1,18}")) {
            return Optional.empty();
        }
        return switch (matter) {
            case GOAL -> goal(Long.parseLong(key));
            case FUNDING -> line(Long.parseLong(key));
            case REVIEW -> review(Long.parseLong(key));
            case YEAR -> year(key.split("/", 2));
            case WORDS -> Optional.empty();
        };
    }

    /// Its page; empty for words.
    static String path(Matter matter, String key) {
        return switch (matter) {
            case GOAL -> "/targets/goals/" + key;
            case FUNDING -> "/funds/lines/" + key;
            case REVIEW -> "/governance/reviews/" + key;
            case YEAR -> "/governance/years/" + key;
            case WORDS -> "";
        };
    }

    /// By whom it was drafted; else whoever carries it.
    private Optional<Subject> goal(long id) {
        return jdbc.sql("""
                        select g.unit_id, g.sentence, g.asks, g.state <> 'DRAFT' as begun, coalesce((select a.person_id from organisation.pub_account a
                          where 'account:' || a.id = g.recorded_by), g.owner_id) as raised_by
                        from targets.pub_goal g where g.id = :id and g.state in ('DRAFT', 'ACTIVE')""")
                .param("id", id)
                .query((rs, _) -> new Subject(
                        new UnitId(rs.getInt("unit_id")),
                        Json.text(rs.getString("sentence")),
                        new PersonId(rs.getInt("raised_by")),
                        rs.getString("asks"),
                        rs.getBoolean("begun")))
                .optional();
    }

    /// What waits or else holds of it, asked for by whoever did, else by its owner.
    private Optional<Subject> line(long id) {
        return jdbc.sql("""
                        select f.unit_id, f.number || ' ' || f.title as title, f.asked_by, f.version, f.pending is null as begun
                        from funds.pub_funding f where f.id = :id""")
                .param("id", id)
                .query((rs, _) -> new Subject(
                        new UnitId(rs.getInt("unit_id")),
                        LocalText.of(LocaleContextHolder.getLocale().getLanguage(), rs.getString("title")),
                        new PersonId(rs.getInt("asked_by")),
                        Objects.requireNonNullElse(rs.getString("version"), ""),
                        rs.getBoolean("begun")))
                .optional();
    }

    private Optional<Subject> review(long id) {
        record Found(UnitId unit, int year, PersonId preparer, String terms, boolean begun) {}
        return jdbc.sql("""
                        select unit_id, year, preparer_id, governance.review_terms(id), state = 'CLOSED' from governance.review
                        where id = :id and state in ('HELD', 'CLOSED')""")
                .param("id", id)
                .query((rs, _) -> new Found(
                        new UnitId(rs.getInt(1)),
                        rs.getInt(2),
                        new PersonId(rs.getInt(3)),
                        rs.getString(4),
                        rs.getBoolean(5)))
                .optional()
                .map(f -> new Subject(
                        f.unit(),
                        called("governance.review.title", f.year(), f.unit()),
                        f.preparer(),
                        f.terms(),
                        f.begun()));
    }

    private Optional<Subject> year(String[] unitAndYear) {
        var unit = new UnitId(Integer.parseInt(unitAndYear[0]));
        int year = Integer.parseInt(unitAndYear[1]);
        int now = clocks.today(clocks.zone(unit)).getYear();
        boolean there = year >= now - 1
                && year <= now + 1
                && jdbc.sql("select exists (select from organisation.pub_unit where id = :id and kind = any(:kinds))")
                        .param("id", unit.value())
                        .param("kinds", Years.KINDS.toArray(String[]::new))
                        .query((rs, _) -> rs.getBoolean(1))
                        .single();
        return there
                ? Optional.of(new Subject(unit, called("governance.year.title", year, unit), null, "", false))
                : Optional.empty();
    }

    /// In both languages at once, as the record's own page calls it.
    private LocalText called(String key, int year, UnitId unit) {
        var name = jdbc.sql("select name from organisation.pub_unit where id = :id")
                .param("id", unit.value())
                .query((rs, _) -> Json.text(rs.getString(1)))
                .single();
        var zone = clocks.zone(unit);
        var words = List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE).stream()
                .map(l -> frames.texts(l, zone).of(key, String.valueOf(year), name.in(l)))
                .toList();
        return LocalText.of(words.getFirst(), words.getLast(), "en");
    }
}
