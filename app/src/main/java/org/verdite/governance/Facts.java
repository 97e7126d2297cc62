package org.verdite.governance;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.indicators.Phrase;
import org.verdite.organisation.UnitTrees;
import org.verdite.ui.Json;

/// What a review looks at, collected from the rooms below and kept as it was then (ADR 0046). Collecting again adds a
/// round beside the earlier ones; after the meeting none is added.
@Component
public class Facts {

    private final JdbcClient jdbc;
    private final ReviewStore store;
    private final List<FactSource> sources;
    private final UnitTrees trees;
    private final Clock clock;

    Facts(JdbcClient jdbc, ReviewStore store, List<FactSource> sources, UnitTrees trees, Clock clock) {
        this.jdbc = jdbc;
        this.store = store;
        this.sources = List.copyOf(sources);
        this.trees = trees;
        this.clock = clock;
    }

    /// Collects anew what the rooms know now.
    ///
    /// @throws org.verdite.shared.Refused once the meeting was held
    @Transactional
    public void collect(ReviewId id) {
        var review = store.take(id);
        store.requirePrepare(review);
        ReviewStore.in(review, ReviewState.PLANNED);
        var asked = asked(review);
        var all = new ArrayList<Fact>();
        sources.forEach(source -> all.addAll(source.facts(asked)));
        all.sort(Comparator.comparing(Fact::input));
        jdbc.sql("""
                        update governance.review set round = round + 1, collected_at = verdite.now(), version = version + 1 where id = :id""").param("id", id.value()).update();
        keep(review, review.round() + 1, all);
    }

    private FactSource.Asked asked(Review review) {
        var end = LocalDate.of(review.year(), 12, 31);
        var today = store.today(review);
        // closed units stay where they stood last: what they left open is still somebody's
        var units = Arrays.stream(trees.today().subtree(review.unit().value()))
                .boxed()
                .toArray(Integer[]::new);
        return new FactSource.Asked(
                review.unit(),
                review.year(),
                units,
                LocalDate.of(review.year(), 1, 1),
                end.isAfter(today) ? today : end,
                clock.instant());
    }

    /// All in one statement, as JSON, however many targets there are.
    private void keep(Review review, int round, List<Fact> facts) {
        var rows = facts.stream().map(Facts::row).toList();
        jdbc.sql("""
                        insert into governance.fact (review_id, unit_id, round, place, input, key, args, known, value, numerator, denominator,
                          measure, note, note_args, href)
                        select :review, :unit, :round, f.place, f.row ->> 'input', f.row ->> 'key', f.row -> 'args', f.row ->> 'known',
                          (f.row ->> 'value')::numeric, (f.row ->> 'numerator')::numeric, (f.row ->> 'denominator')::numeric,
                          f.row ->> 'measure', f.row ->> 'note', f.row -> 'noteArgs', f.row ->> 'href'
                        from jsonb_array_elements(cast(:rows as jsonb)) with ordinality as f(row, place)""")
                .param("review", review.id().value())
                .param("unit", review.unit().value())
                .param("round", round)
                .param("rows", Json.mapper().writeValueAsString(rows))
                .update();
    }

    private static java.util.Map<String, Object> row(Fact f) {
        var row = new java.util.HashMap<String, Object>();
        row.put("input", f.input().name());
        row.put("key", f.name().key());
        row.put("args", f.name().args());
        row.put("known", f.known().name());
        row.put("measure", f.measure());
        row.put("note", f.note().key());
        row.put("noteArgs", f.note().args());
        row.put("href", f.href());
        put(row, "value", f.value());
        put(row, "numerator", f.numerator());
        put(row, "denominator", f.denominator());
        return row;
    }

    private static void put(
            java.util.Map<String, Object> row,
            String name,
            java.math.@org.jspecify.annotations.Nullable BigDecimal value) {
        if (value != null) {
            row.put(name, value.toPlainString());
        }
    }

    /// The facts that count, in the order of the inputs.
    @Transactional(readOnly = true)
    public List<Fact> of(ReviewId id) {
        return jdbc.sql("""
                        select f.* from governance.fact f join governance.review r on r.id = f.review_id and r.round = f.round
                        where f.review_id = :id order by f.place""").param("id", id.value()).query(Facts::fact).list();
    }

    private static Fact fact(ResultSet rs, int row) throws SQLException {
        return new Fact(
                ReviewInput.valueOf(rs.getString("input")),
                phrase(rs, "key", "args"),
                Fact.Known.valueOf(rs.getString("known")),
                rs.getBigDecimal("value"),
                rs.getBigDecimal("numerator"),
                rs.getBigDecimal("denominator"),
                rs.getString("measure"),
                phrase(rs, "note", "note_args"),
                rs.getString("href"));
    }

    static Phrase phrase(ResultSet rs, String key, String args) throws SQLException {
        return new Phrase(
                rs.getString(key), Arrays.asList(Json.mapper().readValue(rs.getString(args), Object[].class)));
    }
}
