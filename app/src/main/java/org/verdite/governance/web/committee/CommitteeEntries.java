package org.verdite.governance.web.committee;

import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.ui.DeskSource;
import org.verdite.ui.MenuSource;
import org.verdite.ui.Phase;
import org.verdite.ui.SearchSource;
import org.verdite.ui.State;
import org.verdite.ui.Texts;

/// Committees in the menu, on the desk and in the search.
@Component
class CommitteeEntries implements MenuSource, DeskSource, SearchSource {

    private final CommitteeQueries queries;

    CommitteeEntries(CommitteeQueries queries) {
        this.queries = queries;
    }

    @Override
    public List<MenuSource.Entry> entries() {
        return List.of(new MenuSource.Entry(Phase.ACT, "governance.menu.committees", "/governance/committees", 58));
    }

    @Override
    @Transactional(readOnly = true)
    public List<DeskSource.Line> lines(Texts t) {
        return queries.mine(t).stream()
                .map(m -> new DeskSource.Line(
                        m.on().isBefore(m.today().minusDays(7)) ? State.BAD : State.OPEN,
                        t.of(m.confirm() ? "governance.desk.confirm" : "governance.desk.write", m.committee()),
                        m.number() + " · " + t.date(m.on()),
                        "/governance/meetings/" + m.id(),
                        m.on(),
                        true))
                .toList();
    }

    @Override
    public int waiting() {
        return queries.waiting();
    }

    @Override
    public String group() {
        return "governance.search.meetings";
    }

    @Override
    public List<SearchSource.Hit> find(String words, int limit, Texts t) {
        return queries.find(words, limit, t).stream()
                .map(m -> new SearchSource.Hit(
                        "users-group",
                        t.of("governance.meeting.title", m.committee(), t.date(m.on())),
                        m.number() + " · " + t.of("governance.meetingState." + m.state()),
                        "/governance/meetings/" + m.id()))
                .toList();
    }
}
