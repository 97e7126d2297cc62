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
    private final DecisionQueries decisions;

    TargetsMenu(
            ShareQueries shares,
            GoalQueries goals,
            LetterQueries letters,
            AskedQueries asked,
            DecisionQueries decisions) {
        this.asked = asked;
        this.decisions = decisions;
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
        for (var x : decisions.toDecide(ON_THE_DESK, t.language())) {
            lines.add(new DeskSource.Line(
                    State.OPEN,
                    t.of("targets.desk.except", x.sentence(), GoalPages.value(x.value(), x.measure(), t)),
                    x.number() + " · " + x.who(),
                    "/targets/goals/" + x.goal() + "#held",
                    null,
                    true));
        }
        for (var r : decisions.toConfirm(ON_THE_DESK, t.language())) {
            lines.add(new DeskSource.Line(
                    State.OPEN,
                    t.of("targets.desk.confirm", t.month(r.latest()), r.sentence()),
                    r.number() + " · " + r.who() + " · " + t.of("targets.desk.told", r.values()),
                    "/targets/goals/" + r.goal() + "/progress" + (r.share() == null ? "" : "?share=" + r.share()),
                    null,
                    true));
        }
        return lines;
    }

    @Override
    public int waiting() {
        return shares.countWaiting(ON_THE_DESK)
                + asked.count(ON_THE_DESK)
                + decisions.toDecide(ON_THE_DESK, "").size()
                + decisions.toConfirm(ON_THE_DESK, "").size();
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
