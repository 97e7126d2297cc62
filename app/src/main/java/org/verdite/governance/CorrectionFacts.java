package org.verdite.governance;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Non-compliant items with their corrections, and the changes they proposed.
@Component
class CorrectionFacts implements FactSource {

    private record Items(long opened, long closed, long open, long late, long repeats, long verified, long inTime) {}

    private record Changes(long waiting, long decided, long made) {}

    private final JdbcClient jdbc;

    CorrectionFacts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Fact> facts(Asked asked) {
        var i = items(asked);
        var c = changes(asked);
        String list = "/rectification?unit=" + asked.unit();
        var on = ReviewInput.NONCONFORMITIES;
        return List.of(
                Fact.count(on, "items.opened", i.opened(), list + "&view=all&opened=" + asked.year()),
                Fact.count(on, "items.closed", i.closed(), list + "&view=closed&closed=" + asked.year()),
                Fact.share(on, "items.late", i.late(), i.open(), list + "&view=overdue"),
                Fact.count(on, "items.repeat", i.repeats(), list + "&view=repeat"),
                Fact.share(on, "items.inTime", i.inTime(), i.verified(), list + "&view=all"),
                Fact.noRecord(on, "incidents"),
                Fact.count(
                        ReviewInput.OPPORTUNITIES,
                        "changes.waiting",
                        c.waiting(),
                        "/rectification/changes?state=PROPOSED" + asked.place()),
                Fact.share(
                        ReviewInput.OPPORTUNITIES,
                        "changes.made",
                        c.made(),
                        c.decided(),
                        "/rectification/changes?state=MADE" + asked.place()));
    }

    /// How many are open, late and repeated is told as of the year's last day, from what was recorded since then too.
    private Items items(Asked asked) {
        return jdbc.sql("""
                        select count(*) filter (where i.opened_on between :first and :last and i.state <> 'CANCELLED') as opened,
                          count(*) filter (where i.state = 'CLOSED_EFFECTIVE' and i.closed_on between :first and :last) as closed,
                          count(*) filter (where i.repeat_of is not null and i.opened_on between :first and :last) as repeats,
                          count(*) filter (where i.verified_on between :first and :last) as verified,
                          count(*) filter (where i.verified_on between :first and :last and i.verified_on <= i.deadline) as in_time,
                          count(*) filter (where s.state in ('OPEN', 'PLAN_SUBMITTED', 'IN_PROGRESS', 'DONE_SUBMITTED', 'CORRECTED', 'INEFFECTIVE')) as open,
                          count(*) filter (where s.state in ('OPEN', 'PLAN_SUBMITTED', 'IN_PROGRESS', 'DONE_SUBMITTED', 'CORRECTED', 'INEFFECTIVE')
                            and s.deadline < :last) as late
                        from rectification.pub_item i left join rectification.pub_stood_on(:last) s on s.item_id = i.id
                        where i.unit_id = any(:units) and not i.investigation""")
                .param("first", asked.first())
                .param("last", asked.last())
                .param("units", asked.units())
                .query((rs, _) -> new Items(
                        rs.getLong("opened"),
                        rs.getLong("closed"),
                        rs.getLong("open"),
                        rs.getLong("late"),
                        rs.getLong("repeats"),
                        rs.getLong("verified"),
                        rs.getLong("in_time")))
                .single();
    }

    private Changes changes(Asked asked) {
        return jdbc.sql("""
                        select count(*) filter (where c.state = 'PROPOSED') as waiting,
                          count(*) filter (where c.state in ('ACCEPTED', 'MADE') and c.decided_at >= :from and c.decided_at < :to) as decided,
                          count(*) filter (where c.state = 'MADE' and c.decided_at >= :from and c.decided_at < :to) as made
                        from rectification.pub_change c where c.unit_id = any(:units)""")
                .param("from", asked.first().atStartOfDay().atOffset(java.time.ZoneOffset.UTC))
                .param("to", asked.last().plusDays(1).atStartOfDay().atOffset(java.time.ZoneOffset.UTC))
                .param("units", asked.units())
                .query((rs, _) -> new Changes(rs.getLong("waiting"), rs.getLong("decided"), rs.getLong("made")))
                .single();
    }
}
