package org.verdite.targets.web;

import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.ui.DeskSource;
import org.verdite.ui.MenuSource;
import org.verdite.ui.Phase;
import org.verdite.ui.SearchSource;
import org.verdite.ui.State;
import org.verdite.ui.Texts;

/// The room's place in the menu, on the desk and in the search.
@Component
class TargetsMenu implements MenuSource, DeskSource, SearchSource {

    private static final int ON_THE_DESK = 50;

    private final ShareQueries shares;
    private final GoalQueries goals;
    private final LetterQueries letters;
    private final AskedQueries asked;

    TargetsMenu(ShareQueries shares, GoalQueries goals, LetterQueries letters, AskedQueries asked) {
        this.asked = asked;
        this.shares = shares;
        this.goals = goals;
        this.letters = letters;
    }

    @Override
    public List<Entry> entries() {
        return List.of(new Entry(Phase.PLAN, "targets.menu.goals", "/targets", 10));
    }

    @Override
    @Transactional(readOnly = true)
    public List<DeskSource.Line> lines(Texts t) {
        var lines = new ArrayList<DeskSource.Line>();
        for (var s : shares.waiting(ON_THE_DESK, t)) {
            lines.add(new DeskSource.Line(
                    State.OPEN,
                    t.of("targets.desk.accept", s.sentence(), GoalPages.value(s.value(), s.measure(), t)),
                    s.number() + " · " + s.who(),
                    "/targets/shares/" + s.id(),
                    null,
                    true));
        }
        for (var l : letters.waiting(ON_THE_DESK, t)) {
            lines.add(new DeskSource.Line(
                    State.OPEN,
                    t.of("targets.desk.letter", String.valueOf(l.year())),
                    l.number() + " · " + l.who(),
                    "/targets/letters/" + l.id(),
                    null,
                    true));
        }
        for (var a : asked.of(ON_THE_DESK, t)) {
            lines.add(new DeskSource.Line(
                    State.UNKNOWN,
                    t.of("targets.desk.tell", t.month(a.latest()), a.sentence()),
                    a.number() + " · " + t.of("targets.desk.asked", a.values()),
                    "/targets/goals/" + a.goal() + "/progress?share=" + a.share(),
                    null,
                    true));
        }
        return lines;
    }

    @Override
    public int waiting() {
        return shares.countWaiting(ON_THE_DESK) + asked.count(ON_THE_DESK);
    }

    @Override
    public String group() {
        return "targets.search";
    }

    @Override
    public List<SearchSource.Hit> find(String words, int limit, Texts t) {
        return goals.find(words, limit, t).stream()
                .map(g -> new SearchSource.Hit(
                        "target-arrow",
                        g.sentence(),
                        g.number() + " · " + g.where() + " · " + t.of("targets.goalState." + g.state()),
                        "/targets/goals/" + g.id()))
                .toList();
    }
}
