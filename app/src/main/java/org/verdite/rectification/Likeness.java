package org.verdite.rectification;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.shared.UnitId;

/// Proposes the items that may be the same thing, or the same thing again: of the same site (of the unit where it has
/// none above it), found in the last 24 months, with the same clause or alike in words. A person decides.
@Component
public class Likeness {

    /// So much of the words alone makes two items alike, so much where the clause is the same.
    private static final double WORDS = 0.5;

    private static final double WORDS_OF_A_CLAUSE = 0.25;
    private static final int MONTHS = 24;
    private static final int MOST = 5;
    private static final int LOOKED_AT = 1000;

    /// An item that looks alike.
    ///
    /// @param percent how alike the words are
    /// @param over nothing more is due there: what was found now comes again
    public record Like(
            ItemId id,
            String number,
            String language,
            String title,
            ItemState state,
            LocalDate discovered,
            boolean sameClause,
            int percent,
            boolean over) {

        public String path() {
            return "/rectification/items/" + id;
        }
    }

    private record Other(
            long id,
            int unit,
            String number,
            String language,
            String title,
            ItemState state,
            LocalDate discovered,
            Clause clause) {}

    private record Scored(Other other, double words, double score, boolean sameClause) {}

    private final JdbcClient jdbc;
    private final ItemStore store;
    private final Clock clock;

    Likeness(JdbcClient jdbc, ItemStore store, Clock clock) {
        this.jdbc = jdbc;
        this.store = store;
        this.clock = clock;
    }

    /// What stands on the list already and looks like something that is about to be opened, most alike first.
    @Transactional(readOnly = true)
    public List<Like> of(UnitId unit, String title, @Nullable Clause clause) {
        return like(unit, title, clause, 0);
    }

    /// What looks like an item; none for one that is not seen.
    @Transactional(readOnly = true)
    public List<Like> of(ItemId id) {
        return store.find(id)
                .map(item -> like(item.unit(), item.title(), item.particulars().clause(), id.value()))
                .orElse(List.of());
    }

    private List<Like> like(UnitId unit, String title, @Nullable Clause clause, long self) {
        Set<String> words = Grams.of(title);
        return others(unit, self).stream()
                .map(other -> scored(other, words, clause, unit))
                .filter(s -> s.words() >= (s.sameClause() ? WORDS_OF_A_CLAUSE : WORDS))
                .sorted(Comparator.comparingDouble(Scored::score).reversed())
                .limit(MOST)
                .map(s -> new Like(
                        new ItemId(s.other().id()),
                        s.other().number(),
                        s.other().language(),
                        s.other().title(),
                        s.other().state(),
                        s.other().discovered(),
                        s.sameClause(),
                        (int) Math.round(s.words() * 100),
                        s.other().state().over()))
                .toList();
    }

    private static Scored scored(Other other, Set<String> words, @Nullable Clause clause, UnitId unit) {
        double alike = Grams.alike(words, Grams.of(other.title()));
        boolean same = Objects.equals(other.clause(), clause);
        return new Scored(other, alike, alike + (same ? 0.3 : 0) + (other.unit() == unit.value() ? 0.1 : 0), same);
    }

    private List<Other> others(UnitId unit, long self) {
        return jdbc.sql("""
                select i.id, i.unit_id, i.number, i.language, i.title, i.state, i.discovered, i.clause_standard, i.clause_edition,
                  i.clause_number
                from rectification.item i
                where i.unit_id in (select organisation.pub_below(coalesce(
                    (select a.id from organisation.pub_way_up(:unit) a where a.kind = 'SITE' order by a.height limit 1), :unit), :today))
                  and i.opened_on >= :since and i.id <> :self and i.state not in ('CANCELLED', 'NO_FINDING', 'BECAME_ITEM')
                order by i.opened_on desc, i.id desc limit :most""")
                .param("unit", unit.value())
                .param("today", today())
                .param("since", today().minusMonths(MONTHS))
                .param("self", self)
                .param("most", LOOKED_AT)
                .query((rs, _) -> new Other(
                        rs.getLong("id"),
                        rs.getInt("unit_id"),
                        rs.getString("number"),
                        rs.getString("language"),
                        rs.getString("title"),
                        ItemState.valueOf(rs.getString("state")),
                        rs.getObject("discovered", LocalDate.class),
                        new Clause(
                                rs.getString("clause_standard"),
                                rs.getString("clause_edition"),
                                rs.getString("clause_number"))))
                .list();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
