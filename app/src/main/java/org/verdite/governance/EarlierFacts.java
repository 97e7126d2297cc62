package org.verdite.governance;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.indicators.Phrase;

/// What became of earlier reviews' decisions, and of what the year before left open.
@Component
class EarlierFacts implements FactSource {

    private record Decided(long review, String number, int all, int done, int late) {}

    private record Carried(int year, int all, int over) {}

    private final JdbcClient jdbc;

    EarlierFacts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Fact> facts(Asked asked) {
        var facts = new java.util.ArrayList<Fact>();
        decided(asked, facts);
        carried(asked, facts);
        return facts;
    }

    /// Of the latest review of the unit that was held for an earlier year.
    private void decided(Asked asked, List<Fact> facts) {
        var found = jdbc.sql("""
                        select r.id, r.number, count(a.id) as decided, count(a.id) filter (where a.state = 'DONE') as done,
                          count(a.id) filter (where a.state in ('OPEN', 'STARTED') and a.due < :last) as late
                        from (select x.* from governance.review x where x.unit_id = :unit and x.year < :year and x.state in ('HELD', 'CLOSED')
                          order by x.year desc, x.held_on desc, x.id desc limit 1) r
                        left join governance.decision d on d.review_id = r.id
                        left join actions.pub_action a on a.id = d.action_id and a.state <> 'CANCELLED'
                        group by r.id, r.number""")
                .param("unit", asked.unit().value())
                .param("year", asked.year())
                .param("last", asked.last())
                .query((rs, _) -> new Decided(
                        rs.getLong("id"),
                        rs.getString("number"),
                        rs.getInt("decided"),
                        rs.getInt("done"),
                        rs.getInt("late")))
                .optional();
        if (found.isEmpty()) {
            facts.add(
                    Fact.noRecord(ReviewInput.EARLIER_ACTIONS, "earlier.done", Phrase.of("governance.note.noEarlier")));
            return;
        }
        var d = found.get();
        String page = "/governance/reviews/" + d.review();
        facts.add(Fact.share(ReviewInput.EARLIER_ACTIONS, "earlier.done", d.done(), d.all(), page));
        facts.add(Fact.count(ReviewInput.EARLIER_ACTIONS, "earlier.late", d.late(), page));
    }

    private void carried(Asked asked, List<Fact> facts) {
        jdbc.sql("""
                        select y.year, count(c.id) as carried,
                          count(c.id) filter (where coalesce(i.state in ('CLOSED_EFFECTIVE', 'CLOSED_UNSAMPLED', 'CANCELLED'), a.state in ('DONE', 'CANCELLED'))) as over
                        from governance.closed_year y left join governance.carried c on c.closed_id = y.id
                        left join rectification.pub_item i on c.kind = 'ITEM' and i.id = c.key
                        left join actions.pub_action a on c.kind = 'ACTION' and a.id = c.key
                        where y.unit_id = :unit and y.year = :year - 1 group by y.year""")
                .param("unit", asked.unit().value())
                .param("year", asked.year())
                .query((rs, _) -> new Carried(rs.getInt("year"), rs.getInt("carried"), rs.getInt("over")))
                .optional()
                .ifPresent(c -> facts.add(Fact.share(
                        ReviewInput.EARLIER_ACTIONS,
                        "earlier.carried",
                        c.over(),
                        c.all(),
                        "/governance/years/" + asked.unit() + "/" + c.year())));
    }
}
