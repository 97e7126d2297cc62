package org.verdite.ui.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.verdite.ui.Address;
import org.verdite.ui.State;
import org.verdite.ui.UnitDirectory;
import org.verdite.ui.UnitDirectory.Unit;
import org.verdite.ui.UnitStates;

/// The unit switcher: one level at a time, or what matches the words, each unit with its worst state.
@Controller
class UnitsController {

    /// At most so many units that match the words.
    private static final int FOUND = 30;

    /// @param state the worst of its sites, null when it has none
    record Line(Unit unit, @Nullable State state) {}

    /// @param path from the top down to the unit whose level is shown
    /// @param here the unit of the page it was opened on, 0 for none
    /// @param back the page to come back to
    record UnitsPage(String query, List<Unit> path, List<Line> lines, int below, int here, String back) {

        /// The page as it was, for another unit.
        String choose(Unit unit) {
            return Address.instead(back, unit.id());
        }

        String everything() {
            return Address.instead(back, null);
        }

        /// The level below a unit.
        String open(Unit unit) {
            return "/units?below=" + unit.id() + "&back=" + URLEncoder.encode(back, StandardCharsets.UTF_8);
        }
    }

    private final ObjectProvider<UnitDirectory> units;
    private final ObjectProvider<UnitStates> states;

    UnitsController(ObjectProvider<UnitDirectory> units, ObjectProvider<UnitStates> states) {
        this.units = units;
        this.states = states;
    }

    @GetMapping("/units")
    @Transactional(readOnly = true)
    public ModelAndView units(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "0") int below,
            @RequestParam(defaultValue = "/") String back,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean fragment) {
        var directory = units.getObject();
        var path = below == 0 ? List.<Unit>of() : directory.path(below);
        var shown = below == 0 ? directory.tops() : directory.below(below);
        if (shown.isEmpty() && path.size() > 1) {
            // nothing stands below it: its neighbours are what may be wanted
            path = path.subList(0, path.size() - 1);
            shown = directory.below(path.getLast().id());
        }
        if (!q.isBlank()) {
            shown = directory.find(q.strip(), FOUND);
        }
        String page = Address.ours(back, "/");
        return new ModelAndView(
                fragment ? "ui/web/unitsBox" : "ui/web/units",
                "page",
                new UnitsPage(q, path, lines(shown), below, Objects.requireNonNullElse(Address.unit(page), 0), page));
    }

    private List<Line> lines(List<Unit> shown) {
        var known = states.getIfAvailable();
        var ids = shown.stream().filter(u -> u.sites() > 0).map(Unit::id).toList();
        Map<Integer, State> worst = known == null || ids.isEmpty() ? Map.of() : known.worst(ids);
        return shown.stream().map(u -> new Line(u, worst.get(u.id()))).toList();
    }
}
