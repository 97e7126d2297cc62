package org.verdite.targets;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.shared.LocalText;
import org.verdite.ui.Json;

/// What became of all that a post, a contractor or a unit carried in a year, with the sum by weight.
@Component
public class Scorecards {

    /// @param reached and all that follows: null while the share is not evaluated
    public record Line(
            long share,
            String goal,
            LocalText sentence,
            Method method,
            NewTarget.Direction direction,
            String measure,
            @Nullable BigDecimal asked,
            @Nullable BigDecimal reached,
            @Nullable BigDecimal degree,
            @Nullable BigDecimal score,
            @Nullable BigDecimal weight,
            String note,
            int unconfirmed,
            String by,
            String comment) {

        public boolean evaluated() {
            return score != null;
        }
    }

    /// @param sum by weight of what is evaluated; null while nothing is
    /// @param people who holds the post at the year's end, in the reader's language; empty for the others
    public record Card(
            int year,
            Holder holder,
            List<Line> lines,
            @Nullable BigDecimal sum,
            String people) {

        public int evaluated() {
            return (int) lines.stream().filter(Line::evaluated).count();
        }
    }

    private final JdbcClient jdbc;
    private final ShareStore store;
    private final GoalStore goals;
    private final Holders holders;

    Scorecards(JdbcClient jdbc, ShareStore store, GoalStore goals, Holders holders) {
        this.jdbc = jdbc;
        this.store = store;
        this.goals = goals;
        this.holders = holders;
    }

    /// The card of who carries a share, of the year in which its goal is due.
    ///
    /// @throws org.verdite.shared.NotHere when the share is not in the reader's scope
    @Transactional(readOnly = true)
    public Card of(ShareId id, String language) {
        var share = store.require(id);
        int year = goals.require(share.goal()).dueYear();
        var holder = share.holder();
        Integer post = holder.post();
        Integer contractor = holder.contractor();
        var lines = jdbc.sql("""
                        select s.id, g.number, g.sentence, g.method, g.direction, g.measure, coalesce(e.asked, s.value) as asked, e.reached, e.degree,
                          e.score, e.weight, coalesce(e.note, '') as note, coalesce(e.unconfirmed, 0) as unconfirmed, coalesce(e.comment, '') as comment,
                          coalesce(verdite.text(organisation.pub_person_name(e.evaluated_by), :lang), '') as evaluator
                        from targets.share s join targets.goal g on g.id = s.goal_id left join targets.evaluation e on e.share_id = s.id
                        where s.unit_id = :unit and s.holder = :holder and coalesce(s.position_id, 0) = :post
                          and coalesce(s.contractor_id, 0) = :contractor and g.due_year = :year and g.horizon = 'ANNUAL'
                          and g.state <> 'WITHDRAWN' and s.state in ('ACCEPTED', 'EVALUATED')
                        order by g.id""")
                .param("lang", language)
                .param("unit", holder.unit().value())
                .param("holder", holder.kind().name())
                .param("post", post == null ? 0 : post)
                .param("contractor", contractor == null ? 0 : contractor)
                .param("year", year)
                .query(Scorecards::line)
                .list();
        var done = lines.stream().filter(Line::evaluated).toList();
        var sum = done.isEmpty()
                ? null
                : Attainment.mean(
                        done.stream()
                                .map(l -> Objects.requireNonNull(l.score()))
                                .toList(),
                        done.stream()
                                .map(l -> Objects.requireNonNull(l.weight()))
                                .toList());
        return new Card(
                year,
                holder,
                lines,
                sum,
                post == null ? "" : holders.people(post, LocalDate.of(year, 12, 31), language));
    }

    private static Line line(ResultSet rs, int row) throws SQLException {
        return new Line(
                rs.getLong("id"),
                rs.getString("number"),
                Json.text(rs.getString("sentence")),
                Method.valueOf(rs.getString("method")),
                NewTarget.Direction.valueOf(rs.getString("direction")),
                rs.getString("measure"),
                rs.getBigDecimal("asked"),
                rs.getBigDecimal("reached"),
                rs.getBigDecimal("degree"),
                rs.getBigDecimal("score"),
                rs.getBigDecimal("weight"),
                rs.getString("note"),
                rs.getInt("unconfirmed"),
                rs.getString("evaluator"),
                rs.getString("comment"));
    }
}
