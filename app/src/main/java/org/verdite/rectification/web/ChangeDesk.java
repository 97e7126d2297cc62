package org.verdite.rectification.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;
import org.verdite.ui.DeskSource;
import org.verdite.ui.State;
import org.verdite.ui.Texts;

/// Proposed changes on the desks of those who decide them, and accepted ones on that of who sees to them.
@Component
class ChangeDesk implements DeskSource {

    private static final int MOST = 50;

    private record Waiting(long id, int unit, String title, String number, String where, boolean decide) {}

    private final JdbcClient jdbc;
    private final Access access;

    ChangeDesk(JdbcClient jdbc, Access access) {
        this.jdbc = jdbc;
        this.access = access;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Line> lines(Texts t) {
        var lines = new ArrayList<Line>();
        for (Waiting w : waiting(t.language())) {
            lines.add(new Line(
                    State.OPEN,
                    t.of("rectification.desk.change." + (w.decide() ? "decide" : "make"), w.title()),
                    w.number() + " · " + w.where(),
                    "/rectification/changes/" + w.id(),
                    null,
                    true));
        }
        return lines;
    }

    @Override
    @Transactional(readOnly = true)
    public int waiting() {
        return waiting("en").size();
    }

    /// Oldest first: what I may decide, being neither its proposer nor its owner, and what I am to make.
    private List<Waiting> waiting(String language) {
        Integer me = Scope.current().person();
        if (me == null) {
            return List.of();
        }
        boolean approves = access.mayAnywhere(Permission.ITEM_APPROVE);
        return jdbc
                .sql("""
                select c.id, c.unit_id, c.title, i.number, organisation.pub_place(c.unit_id, :lang) as place, c.state = 'PROPOSED' as decide
                from rectification.change c join rectification.item i on i.id = c.item_id
                where c.state = 'ACCEPTED' and c.owner_id = :me
                  or :approves and c.state = 'PROPOSED' and c.owner_id <> :me and c.proposed_by <> :me
                order by c.id limit :most""")
                .param("lang", language)
                .param("me", me)
                .param("approves", approves)
                .param("most", MOST)
                .query((rs, _) -> new Waiting(
                        rs.getLong("id"),
                        rs.getInt("unit_id"),
                        rs.getString("title"),
                        rs.getString("number"),
                        Objects.requireNonNullElse(rs.getString("place"), ""),
                        rs.getBoolean("decide")))
                .list()
                .stream()
                .filter(w -> !w.decide() || access.may(Permission.ITEM_APPROVE, new UnitId(w.unit())))
                .toList();
    }
}
