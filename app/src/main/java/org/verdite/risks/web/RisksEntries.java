package org.verdite.risks.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.verdite.shared.Scope;
import org.verdite.ui.DeskSource;
import org.verdite.ui.MenuSource;
import org.verdite.ui.Phase;
import org.verdite.ui.SearchSource;
import org.verdite.ui.State;
import org.verdite.ui.Texts;

/// The room's place in the menu, on the desk and in the search.
@Component
class RisksEntries implements MenuSource, DeskSource, SearchSource {

    private final RiskQueries risks;
    private final AspectQueries aspects;

    RisksEntries(RiskQueries risks, AspectQueries aspects) {
        this.risks = risks;
        this.aspects = aspects;
    }

    @Override
    public List<MenuSource.Entry> entries() {
        return List.of(
                new MenuSource.Entry(Phase.PLAN, "risks.menu.context", "/risks/context", 40),
                new MenuSource.Entry(Phase.PLAN, "risks.menu.aspects", "/risks/aspects", 41),
                new MenuSource.Entry(Phase.PLAN, "risks.menu.risks", "/risks", 42));
    }

    /// Whoever owns a control can't verify it: they see to it that somebody does. Whoever answers for the risk knows.
    @Override
    public List<DeskSource.Line> lines(Texts t) {
        int me = Objects.requireNonNullElse(Scope.current().person(), -1);
        return risks.overdue(t).stream()
                .map(o -> new DeskSource.Line(
                        State.BAD,
                        t.of("risks.desk.overdue", o.control()),
                        o.title() + (o.ownerId() == me ? "" : " · " + t.of("risks.desk.owner", o.owner())),
                        "/risks/" + o.risk() + "#control-" + o.id(),
                        o.due(),
                        true))
                .toList();
    }

    @Override
    public int waiting() {
        return risks.waiting();
    }

    @Override
    public String group() {
        return "risks.search";
    }

    @Override
    public List<SearchSource.Hit> find(String words, int limit, Texts t) {
        var hits = new ArrayList<SearchSource.Hit>();
        risks.find(words, limit, t)
                .forEach(r -> hits.add(new SearchSource.Hit(
                        "alert-triangle",
                        r.title(),
                        r.number() + " · " + t.of("risks.kind." + r.kind()) + " · " + r.where(),
                        "/risks/" + r.id())));
        aspects.find(words, limit, t)
                .forEach(a -> hits.add(new SearchSource.Hit(
                        "leaf",
                        a.aspect(),
                        a.number() + " · " + a.activity() + " · " + a.where(),
                        "/risks/aspects/" + a.id())));
        return hits.stream().limit(limit).toList();
    }
}
