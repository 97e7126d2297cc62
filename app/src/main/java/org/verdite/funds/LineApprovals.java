package org.verdite.funds;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.Access;
import org.verdite.organisation.Days;
import org.verdite.organisation.Permission;
import org.verdite.organisation.UnitTrees;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;

/// Who decides about a line: never who asked for it in any version, and above the threshold only one level up.
@Component
public class LineApprovals {

    private final JdbcClient jdbc;
    private final Access access;
    private final PlanRules rules;
    private final UnitTrees trees;
    private final Days days;

    LineApprovals(JdbcClient jdbc, Access access, PlanRules rules, UnitTrees trees, Days days) {
        this.jdbc = jdbc;
        this.access = access;
        this.rules = rules;
        this.trees = trees;
        this.days = days;
    }

    /// @throws NotPermitted when they may not decide at the unit at all
    /// @throws Refused with the reason why somebody else must
    void require(FundingLine line, List<LineVersion> versions) {
        access.require(Permission.FUNDS_APPROVE, line.unit());
        bar(line, versions).ifPresent(bar -> {
            throw bar;
        });
    }

    /// What stands between the reader and the decision on the version that waits; empty when they may take it.
    @Transactional(readOnly = true)
    public Optional<Refused> bar(FundingLine line, List<LineVersion> versions) {
        Integer me = Scope.current().person();
        if (me != null && versions.stream().anyMatch(v -> me.equals(v.proposer()))) {
            return Optional.of(new Refused("funds.refused.own", line.number()));
        }
        if (!access.may(Permission.FUNDS_APPROVE, oneUp(line.unit())) && above(line)) {
            var threshold = rules.on(days.today()).threshold();
            return Optional.of(
                    new Refused("funds.refused.threshold", line.number(), threshold.amount(), threshold.currency()));
        }
        return Optional.empty();
    }

    private boolean above(FundingLine line) {
        return jdbc.sql("select funds.one_up(:amount, :currency, :year, :day)")
                .param("amount", line.planned())
                .param("currency", line.currency())
                .param("year", line.year())
                .param("day", days.today())
                .query((rs, _) -> rs.getBoolean(1))
                .single();
    }

    /// Whether the reader may approve what needs no more than its own unit's level, or what needs the one above.
    public boolean may(UnitId unit, boolean oneUp) {
        return access.may(Permission.FUNDS_APPROVE, oneUp ? oneUp(unit) : unit);
    }

    private UnitId oneUp(UnitId unit) {
        var node = trees.today().node(unit.value());
        Integer parent = node == null ? null : node.parent();
        return parent == null ? unit : new UnitId(parent);
    }
}
