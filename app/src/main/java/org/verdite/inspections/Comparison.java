package org.verdite.inspections;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.shared.LocalText;
import org.verdite.shared.UnitId;
import org.verdite.ui.Json;

/// Compares an inspection with the last one of the same place and with the latest of its peers, each only on the
/// criteria that both judged and that asked the same.
@Component
public class Comparison {

    private static final int PEERS = 50;

    /// @param criteria in common
    /// @param ours score of this inspection on them
    /// @param theirs score of the other on the same
    public record With(InspectionId other, String number, LocalText unit, int criteria, Score ours, Score theirs) {}

    /// @param before the last one of the same place by the same list, if any
    public record Compared(List<With> before, List<With> peers) {}

    private record Other(InspectionId id, UnitId unit, String number, LocalText unitName) {}

    /// A criterion that was judged: which, what it asked, and what was said.
    private record Judged(int criterion, String asks, int weight, boolean critical, Said said) {

        /// A question that was rewritten or whose limit or weight moved is another one, whatever its code.
        boolean sameAs(Judged other) {
            return criterion == other.criterion || asks.equals(other.asks);
        }

        Score score() {
            return Score.of(weight, critical, said);
        }
    }

    private final JdbcClient jdbc;
    private final InspectionStore store;

    Comparison(JdbcClient jdbc, InspectionStore store) {
        this.jdbc = jdbc;
        this.store = store;
    }

    /// Peers are those the reader sees, of the same kind of site.
    @Transactional(readOnly = true)
    public Compared of(InspectionId id) {
        var own = store.require(id);
        var others = others(own);
        var judged = judged(Stream.concat(Stream.of(id.value()), others.stream().map(o -> o.id().value()))
                .toArray(Long[]::new));
        var before = new ArrayList<With>();
        var peers = new ArrayList<With>();
        for (var other : others) {
            var with = with(
                    judged.getOrDefault(id.value(), Map.of()),
                    judged.getOrDefault(other.id().value(), Map.of()),
                    other);
            if (with.criteria() > 0) {
                (other.unit().equals(own.unit()) ? before : peers).add(with);
            }
        }
        return new Compared(List.copyOf(before), List.copyOf(peers));
    }

    /// The latest issued one of each place before this one, by the same list or one that stands on it.
    private List<Other> others(Inspection own) {
        return jdbc.sql("""
                        with family as (
                          select coalesce(l.stands_on_id, l.id) as root from inspections.edition e join inspections.checklist l on l.id = e.checklist_id
                          where e.id = :edition)
                        select * from (
                          select distinct on (n.unit_id) n.id, n.unit_id, n.number, u.name, n.issued_on
                          from inspections.inspection n
                          join inspections.edition e on e.id = n.edition_id join inspections.checklist l on l.id = e.checklist_id
                          join organisation.pub_unit u on u.id = n.unit_id
                          where n.state = 'ISSUED' and n.id <> :id and coalesce(l.stands_on_id, l.id) = (select root from family)
                            and n.site_kind = :siteKind and n.planned_from <= :until
                          order by n.unit_id, n.issued_on desc, n.id desc) latest
                        order by unit_id = :unit desc, issued_on desc, id desc limit :most""")
                .param("edition", own.edition())
                .param("id", own.id().value())
                .param("siteKind", own.siteKind())
                .param("until", own.to())
                .param("unit", own.unit().value())
                .param("most", PEERS)
                .query((rs, _) -> new Other(
                        new InspectionId(rs.getLong("id")),
                        new UnitId(rs.getInt("unit_id")),
                        rs.getString("number"),
                        Json.text(rs.getString("name"))))
                .list();
    }

    /// What was judged without a conflict, by inspection and code, in one statement.
    private Map<Long, Map<String, Judged>> judged(Long[] ids) {
        var judged = new HashMap<Long, Map<String, Judged>>();
        jdbc.sql("""
                        select i.id, a.code, c.id as criterion, c.weight, c.critical, s.answer,
                          concat_ws('|', c.question, c.operator, c.lower, c.upper, c.measure, c.weight) as asks
                        from unnest(cast(:ids as bigint[])) i(id)
                        cross join lateral (
                          select t.subject, min(t.answer) as answer from inspections.standing(i.id) t group by t.subject
                          having count(distinct (t.answer, coalesce(t.measured, 0))) = 1) s
                        cross join lateral inspections.asked_by(i.id) a
                        join inspections.criterion c on c.id = a.id and a.code = s.subject
                        where s.answer not in ('NOT_APPLICABLE', 'TAKEN_BACK')""").param("ids", ids).query(rs -> {
            judged.computeIfAbsent(rs.getLong("id"), _ -> new HashMap<>())
                    .put(
                            rs.getString("code"),
                            new Judged(
                                    rs.getInt("criterion"),
                                    rs.getString("asks"),
                                    rs.getInt("weight"),
                                    rs.getBoolean("critical"),
                                    Said.valueOf(rs.getString("answer"))));
        });
        return judged;
    }

    private static With with(Map<String, Judged> ours, Map<String, Judged> theirs, Other other) {
        int common = 0;
        var mine = Score.NOTHING;
        var their = Score.NOTHING;
        for (var entry : ours.entrySet()) {
            var b = theirs.get(entry.getKey());
            if (b != null && entry.getValue().sameAs(b)) {
                common++;
                mine = mine.plus(entry.getValue().score());
                their = their.plus(b.score());
            }
        }
        return new With(other.id(), other.number(), other.unitName(), common, mine, their);
    }
}
