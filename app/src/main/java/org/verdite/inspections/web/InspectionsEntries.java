package org.verdite.inspections.web;

import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.verdite.inspections.InspectionState;
import org.verdite.inspections.Part;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.ui.DeskSource;
import org.verdite.ui.MenuSource;
import org.verdite.ui.Phase;
import org.verdite.ui.SearchSource;
import org.verdite.ui.State;
import org.verdite.ui.Texts;

/// The room's place in the menu, on the desk and in the search.
@Component
class InspectionsEntries implements MenuSource, DeskSource, SearchSource {

    private final InspectionQueries queries;
    private final EngagementQueries engagements;
    private final Access access;

    InspectionsEntries(InspectionQueries queries, EngagementQueries engagements, Access access) {
        this.queries = queries;
        this.engagements = engagements;
        this.access = access;
    }

    @Override
    public List<MenuSource.Entry> entries() {
        return List.of(
                new MenuSource.Entry(Phase.CHECK, "inspections.title", "/inspections", 45),
                new MenuSource.Entry(Phase.CHECK, "inspections.engagements.title", "/inspections/engagements", 46),
                new MenuSource.Entry(Phase.CHECK, "inspections.programmes.title", "/inspections/programmes", 47),
                new MenuSource.Entry(Phase.CHECK, "inspections.checklists.title", "/inspections/checklists", 50));
    }

    @Override
    public List<DeskSource.Line> lines(Texts t) {
        var lines = new ArrayList<DeskSource.Line>();
        for (var mine : queries.mine(t)) {
            String page = "/inspections/visits/" + mine.id();
            boolean leads = mine.part() == Part.LEADER;
            if (mine.state() == InspectionState.OPEN) {
                lines.add(line(mine, t, "inspections.desk.answer", page + "/field"));
            } else if (mine.state() == InspectionState.CLOSING && leads) {
                lines.add(line(mine, t, "inspections.desk.issue", page + "/findings"));
            } else if (mine.state() == InspectionState.PLANNED && leads) {
                lines.add(line(mine, t, "inspections.desk.open", page));
            }
        }
        if (access.mayAnywhere(Permission.INSPECTION_PLAN)) {
            engagements.waiting().forEach(w -> lines.add(asked(w, t)));
        }
        return lines;
    }

    private static DeskSource.Line asked(EngagementQueries.Waiting w, Texts t) {
        var due = w.due();
        return new DeskSource.Line(
                due != null && due.isBefore(w.today()) ? State.BAD : State.OPEN,
                t.of("inspections.desk.requests", w.title(), w.requests()),
                "",
                "/inspections/engagements/" + w.engagement(),
                due,
                true);
    }

    private static DeskSource.Line line(InspectionQueries.Mine mine, Texts t, String key, String path) {
        return new DeskSource.Line(
                mine.to().isBefore(mine.today()) ? State.BAD : State.OPEN,
                t.of(key, mine.title()),
                mine.number() + " · " + mine.where(),
                path,
                mine.to(),
                true);
    }

    @Override
    public int waiting() {
        return queries.waiting(access.mayAnywhere(Permission.INSPECTION_PLAN));
    }

    @Override
    public String group() {
        return "inspections.search";
    }

    @Override
    public List<SearchSource.Hit> find(String words, int limit, Texts t) {
        return queries.find(words, limit, t).stream()
                .map(r -> new SearchSource.Hit(
                        "clipboard-check",
                        r.number() + " " + r.title(),
                        t.of("inspections.visit." + r.state()) + " · " + r.where(),
                        "/inspections/visits/" + r.id()))
                .toList();
    }
}
