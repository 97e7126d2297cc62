package org.verdite.reporting.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;
import org.verdite.shared.Invalid;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.UnitDirectory;

/// The page behind `/`, for the group and for every subtree.
@Controller
@Transactional(readOnly = true)
class HomeController {

    private static final Set<String> STATES = Set.of("bad", "warn", "unknown", "ok");

    /// A site on the map.
    record Marker(int id, String name, double lat, double lon, String state, String word, String href) {}

    private final Frames frames;
    private final HomeQueries queries;
    private final YearQueries years;
    private final ObjectProvider<UnitDirectory> units;

    HomeController(Frames frames, HomeQueries queries, YearQueries years, ObjectProvider<UnitDirectory> units) {
        this.frames = frames;
        this.units = units;
        this.queries = queries;
        this.years = years;
    }

    @GetMapping("/")
    public ModelAndView home(@RequestParam(defaultValue = "") String state, HttpServletRequest request) {
        Texts t = frames.texts(request);
        return new ModelAndView(
                "reporting/web/home", "page", new HomePages(queries, t).page(title(request, t), state(state)));
    }

    private String title(HttpServletRequest request, Texts t) {
        if (request.getAttribute(Frames.UNIT) instanceof Integer id) {
            var unit = units.getObject().unit(id);
            if (unit != null) {
                return t.of(unit.name());
            }
        }
        String group = t.of(years.groupName());
        if (!group.isEmpty()) {
            return group;
        }
        var tops = units.getObject().tops();
        return tops.size() == 1 ? t.of(tops.getFirst().name()) : t.of("ui.allUnits");
    }

    private static String state(String asked) {
        if (!asked.isEmpty() && !STATES.contains(asked)) {
            throw new Invalid("state", "ui.form.choice");
        }
        return asked;
    }

    /// The sites with their worst state, for the map.
    @GetMapping("/reporting/sites.json")
    @ResponseBody
    public List<Marker> sites(@RequestParam(defaultValue = "") String state, HttpServletRequest request) {
        Texts t = frames.texts(request);
        var pages = new HomePages(queries, t);
        String only = state(state);
        String unit = ProgressController.unit(request).replaceFirst("&", "?");
        return queries.sites().stream()
                .filter(s -> only.isEmpty() || s.state().css().equals(only))
                .map(s -> new Marker(
                        s.id(),
                        t.of(s.name()),
                        s.latitude(),
                        s.longitude(),
                        s.state().css(),
                        pages.what(s),
                        "/organisation/sites/" + s.id() + unit))
                .toList();
    }

    /// The rule by which a site gets its state.
    @GetMapping("/reporting/rule")
    public ModelAndView rule(@RequestHeader(name = "HX-Request", defaultValue = "false") boolean fragment) {
        return new ModelAndView(
                fragment ? "reporting/web/rule" : "reporting/web/rulePage", "days", SiteState.DAYS_WITHOUT_DATA);
    }
}
