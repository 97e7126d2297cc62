package org.verdite.funds.web;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.funds.LineApprovals;
import org.verdite.organisation.Access;
import org.verdite.organisation.Days;
import org.verdite.organisation.Permission;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;
import org.verdite.ui.DeskSource;
import org.verdite.ui.Json;
import org.verdite.ui.State;
import org.verdite.ui.Texts;

/// Funding lines that wait for the reader's approval.
@Component
class LinesDesk implements DeskSource {

    private static final int MOST = 50;

    private final JdbcClient jdbc;
    private final Access access;
    private final Days days;
    private final LineApprovals approvals;

    LinesDesk(JdbcClient jdbc, Access access, Days days, LineApprovals approvals) {
        this.jdbc = jdbc;
        this.access = access;
        this.days = days;
        this.approvals = approvals;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Line> lines(Texts t) {
        return mine().stream()
                .map(w -> new Line(
                        State.OPEN,
                        t.of("funds.desk.approve", w.title()),
                        w.number() + " · " + t.of(w.place()) + " · " + t.number(w.planned(), 2) + " "
                                + t.currency(w.currency()),
                        "/funds/lines/" + w.id(),
                        null,
                        true))
                .toList();
    }

    @Override
    @Transactional(readOnly = true)
    public int waiting() {
        return mine().size();
    }

    /// Oldest first, without what I asked for and what only the level above me may decide.
    private List<LinePages.WaitingLine> mine() {
        Integer me = Scope.current().person();
        if (me == null || !access.mayAnywhere(Permission.FUNDS_APPROVE)) {
            return List.of();
        }
        return jdbc
                .sql("""
                        select l.id, l.unit_id, l.number, v.title, v.total, l.currency, u.name,
                          funds.one_up(v.total, l.currency, l.year, :today) as one_up from funds.line l
                        join funds.line_version v on v.id = l.pending_id
                        left join organisation.pub_unit u on u.id = l.unit_id
                        where l.pending_id is not null
                          and not exists (select from funds.line_version o where o.line_id = l.id and o.proposed_by = :me)
                        order by l.id limit :most""")
                .param("me", me)
                .param("today", days.today())
                .param("most", MOST)
                .query((rs, _) -> new LinePages.WaitingLine(
                        rs.getLong("id"),
                        rs.getInt("unit_id"),
                        rs.getString("number"),
                        rs.getString("title"),
                        Json.text(rs.getString("name")),
                        rs.getBigDecimal("total"),
                        rs.getString("currency"),
                        rs.getBoolean("one_up")))
                .list()
                .stream()
                .filter(w -> approvals.may(new UnitId(w.unit()), w.oneUp()))
                .toList();
    }
}
