package org.verdite.governance.web;

import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.governance.ReviewState;
import org.verdite.governance.Waivers;
import org.verdite.ui.DeskSource;
import org.verdite.ui.MenuSource;
import org.verdite.ui.Phase;
import org.verdite.ui.SearchSource;
import org.verdite.ui.State;
import org.verdite.ui.Texts;

/// The room's place in the menu, on the desk and in the search.
@Component
class GovernanceEntries implements MenuSource, DeskSource, SearchSource {

    private final ReviewQueries reviews;
    private final YearQueries years;
    private final Waivers waivers;

    GovernanceEntries(ReviewQueries reviews, YearQueries years, Waivers waivers) {
        this.reviews = reviews;
        this.years = years;
        this.waivers = waivers;
    }

    @Override
    public List<MenuSource.Entry> entries() {
        return List.of(
                new MenuSource.Entry(Phase.ACT, "governance.menu.reviews", "/governance/reviews", 60),
                new MenuSource.Entry(Phase.ACT, "governance.menu.years", "/governance/years", 65));
    }

    @Override
    @Transactional(readOnly = true)
    public List<DeskSource.Line> lines(Texts t) {
        var lines = new ArrayList<DeskSource.Line>();
        for (var mine : reviews.mine(t)) {
            boolean sign = mine.state() == ReviewState.HELD;
            lines.add(new DeskSource.Line(
                    mine.on().isBefore(mine.today()) ? State.BAD : State.OPEN,
                    sign
                            ? t.of("governance.desk.sign", String.valueOf(mine.year()), mine.where())
                            : t.of("governance.desk.answer", mine.open(), String.valueOf(mine.year()), mine.where()),
                    mine.number() + " · " + mine.where(),
                    "/governance/reviews/" + mine.id(),
                    mine.on(),
                    true));
        }
        for (long id : years.asked()) {
            waivers.find(id).filter(waivers::mayDecide).ifPresent(w -> lines.add(line(w, t)));
        }
        return lines;
    }

    private DeskSource.Line line(Waivers.Waiver w, Texts t) {
        return new DeskSource.Line(
                State.OPEN,
                t.of(
                        "governance.desk.waiver",
                        String.valueOf(w.year()),
                        reviews.unitName(w.unit().value(), t)),
                t.of("governance.waiver.askedBy", w.askedName()),
                "/governance/years/" + w.unit() + "/" + w.year(),
                null,
                true);
    }

    @Override
    public int waiting() {
        return reviews.waiting();
    }

    @Override
    public String group() {
        return "governance.search";
    }

    @Override
    public List<SearchSource.Hit> find(String words, int limit, Texts t) {
        return reviews.find(words, limit, t).stream()
                .map(r -> new SearchSource.Hit(
                        "users-group",
                        t.of("governance.review.title", String.valueOf(r.year()), r.where()),
                        r.number() + " · " + t.of("governance.state." + r.state()),
                        "/governance/reviews/" + r.id()))
                .toList();
    }
}
