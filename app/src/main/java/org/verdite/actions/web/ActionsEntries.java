package org.verdite.actions.web;

import java.util.List;
import org.springframework.stereotype.Component;
import org.verdite.ui.DeskSource;
import org.verdite.ui.MenuSource;
import org.verdite.ui.Phase;
import org.verdite.ui.SearchSource;
import org.verdite.ui.State;
import org.verdite.ui.Texts;

/// The room's place in the menu, on the desk and in the search.
@Component
class ActionsEntries implements MenuSource, DeskSource, SearchSource {

    private final ActionQueries queries;

    ActionsEntries(ActionQueries queries) {
        this.queries = queries;
    }

    @Override
    public List<MenuSource.Entry> entries() {
        return List.of(new MenuSource.Entry(Phase.DO, "actions.title", "/actions", 20));
    }

    @Override
    public List<DeskSource.Line> lines(Texts t) {
        var today = queries.today(t);
        return queries.mine(t).stream()
                .map(r -> {
                    var due = Standing.due(r.state(), r.due(), today);
                    return new DeskSource.Line(
                            due == State.IDLE ? State.OPEN : due,
                            t.of("actions.desk.do", r.title()),
                            r.origin() + " · " + r.where()
                                    + (r.ownerId() == ActionQueries.me()
                                            ? ""
                                            : " · " + t.of("actions.desk.for", r.owner())),
                            "/actions/" + r.id(),
                            r.due(),
                            true);
                })
                .toList();
    }

    @Override
    public int waiting() {
        return queries.waiting();
    }

    @Override
    public String group() {
        return "actions.search";
    }

    @Override
    public List<SearchSource.Hit> find(String words, int limit, Texts t) {
        return queries.find(words, limit, t).stream()
                .map(r -> new SearchSource.Hit(
                        "checklist",
                        r.title(),
                        t.of("actions.state." + r.state()) + " · " + r.where(),
                        "/actions/" + r.id()))
                .toList();
    }
}
