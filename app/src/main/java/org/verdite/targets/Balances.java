package org.verdite.targets;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Counts the parts of goals and shares.
@Component
public class Balances {

    private final JdbcClient jdbc;

    Balances(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(readOnly = true)
    public Balance of(Goal goal) {
        var sums = jdbc.sql("select * from targets.parts_of_goal(:goal)")
                .param("goal", goal.id().value())
                .query((rs, _) -> sums(rs))
                .single();
        return Balance.of(goal.method(), goal.direction(), goal.value(), sums);
    }

    @Transactional(readOnly = true)
    public Balance of(Goal goal, Share share) {
        return Balance.of(
                goal.method(),
                goal.direction(),
                share.value(),
                sums(goal.id(), java.util.List.of(share.id())).getOrDefault(share.id(), Balance.Sums.NONE));
    }

    /// Of those of the shares that have parts.
    @Transactional(readOnly = true)
    public Map<ShareId, Balance.Sums> sums(GoalId goal, Collection<ShareId> shares) {
        var sums = new HashMap<ShareId, Balance.Sums>();
        jdbc.sql("select * from targets.parts(:goal, :shares)")
                .param("goal", goal.value())
                .param("shares", shares.stream().map(ShareId::value).toArray(Long[]::new))
                .query((rs, _) -> sums.put(new ShareId(rs.getLong("parent_id")), sums(rs)))
                .list();
        return sums;
    }

    private static Balance.Sums sums(ResultSet rs) throws SQLException {
        return new Balance.Sums(
                rs.getInt("parts"),
                rs.getInt("accepted"),
                rs.getInt("countered"),
                rs.getBigDecimal("total"),
                rs.getBigDecimal("covered"),
                rs.getBigDecimal("weights"),
                rs.getBigDecimal("weighted"),
                rs.getBigDecimal("covered_weights"),
                rs.getBigDecimal("covered_weighted"),
                rs.getBigDecimal("lowest"),
                rs.getBigDecimal("highest"),
                rs.getBigDecimal("covered_lowest"),
                rs.getBigDecimal("covered_highest"));
    }
}
