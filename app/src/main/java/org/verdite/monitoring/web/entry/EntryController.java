package org.verdite.monitoring.web.entry;

import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.monitoring.LimitBook;
import org.verdite.monitoring.entry.HandEntry;
import org.verdite.monitoring.entry.HandEntry.Kept;
import org.verdite.monitoring.entry.HandEntry.Stored;
import org.verdite.monitoring.web.MonthQueries;
import org.verdite.monitoring.web.MonthQueries.Site;
import org.verdite.monitoring.web.entry.EntryQueries.Line;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Invalid;
import org.verdite.shared.SiteId;
import org.verdite.shared.UnitId;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Form;
import org.verdite.ui.list.Filters;

/// A round entered by hand: the sheet, each cell as it is left, and the storing of all.
@Controller
class EntryController {

    private static final String BASE = "/monitoring/entry";
    private static final String CELL = "c.";
    private static final String WAS = "w.";

    record KeptPage(Kept kept, EntryGrid.Sum sum) {}

    private final EntryQueries queries;
    private final MonthQueries sites;
    private final HandEntry entry;
    private final LimitBook book;
    private final Access access;
    private final Frames frames;

    EntryController(
            EntryQueries queries, MonthQueries sites, HandEntry entry, LimitBook book, Access access, Frames frames) {
        this.queries = queries;
        this.sites = sites;
        this.entry = entry;
        this.book = book;
        this.access = access;
        this.frames = frames;
    }

    @GetMapping(BASE)
    public ModelAndView sheet(
            @RequestParam(required = false) @Nullable Integer site,
            @RequestParam(required = false) @Nullable String day,
            HttpServletRequest request) {
        var all = mine();
        var shown = site != null
                ? sites.require(site)
                : all.values().stream().findFirst().orElse(null);
        return new ModelAndView(
                "monitoring/web/entry/entry",
                "page",
                page(shown, all, day, Filters.of(request), frames.texts(request)));
    }

    /// The sites where somebody may enter results, or all they see when nowhere.
    private Map<Integer, Site> mine() {
        var all = sites.sites();
        var mine = new LinkedHashMap<Integer, Site>();
        all.forEach((id, one) -> {
            if (access.may(Permission.MONITORING_IMPORT, new UnitId(one.unit()))) {
                mine.put(id, one);
            }
        });
        return mine.isEmpty() ? all : mine;
    }

    private EntryPage page(
            @Nullable Site site, Map<Integer, Site> all, @Nullable String day, Filters filters, Texts t) {
        if (site == null) {
            var none = new EntryGrid(List.of(), List.of(), new EntryGrid.Sum(0, 0, 0));
            return new EntryPage(
                    null,
                    all,
                    LocalDate.EPOCH,
                    LocalDate.EPOCH,
                    filters,
                    none,
                    List.of(),
                    Map.of(),
                    List.of(),
                    0,
                    false,
                    false,
                    false);
        }
        var today = queries.today(site.zone());
        var of = day == null || day.isBlank() ? today : date(day);
        var lines = queries.lines(site.id(), of, filters);
        var ids = lines.stream().map(Line::series).toList();
        var reads = entry.reads(of, ids);
        var grid = EntryGrid.of(lines, reads, book.bind(ids), of, t);
        var waiting = queries.waiting(site.id());
        int here = waiting.stream()
                .filter(w -> w.day().equals(of))
                .mapToInt(EntryQueries.Waiting::cells)
                .sum();
        return new EntryPage(
                site,
                all,
                of,
                today,
                filters,
                grid,
                queries.kinds(site.id()),
                queries.points(site.id(), t),
                waiting,
                Math.max(0, here - reads.size()),
                queries.locked(new SiteId(site.id()), of),
                access.may(Permission.MONITORING_IMPORT, new UnitId(site.unit())),
                lines.size() == EntryQueries.MOST);
    }

    static LocalDate date(String text) {
        var form = Form.empty().with("day", text);
        var day = form.date("day");
        form.check();
        return day;
    }

    /// Keeps one cell as it is left and answers what it is worth, with the counts of the shown sheet.
    @PostMapping(BASE + "/cells")
    public ModelAndView cell(
            @RequestParam int series,
            @RequestParam String day,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(required = false) @Nullable String was,
            @RequestParam(defaultValue = "") String shown) {
        var of = date(day);
        var kept = entry.keep(series, of, text, was);
        var sum = EntryGrid.Sum.of(entry.reads(of, ids(shown)).values());
        return new ModelAndView("monitoring/web/entry/entryKept", "page", new KeptPage(kept, sum));
    }

    private static List<Integer> ids(String shown) {
        return java.util.Arrays.stream(shown.split(","))
                .filter(id -> id.matches("\\d{1,9}"))
                .limit(EntryQueries.MOST)
                .map(Integer::valueOf)
                .toList();
    }

    /// Without a script all cells come at once; those that were not touched stay as somebody else may have left them.
    @PostMapping(BASE)
    public ModelAndView store(
            @RequestParam Map<String, String> params, HttpServletRequest request, RedirectAttributes redirect) {
        var form = Form.of(params);
        var site = sites.require(form.integer("site", 1, Integer.MAX_VALUE));
        form.check();
        var day = date(form.typed("day"));
        access.require(Permission.MONITORING_IMPORT, new UnitId(site.unit()));
        var shown = new java.util.ArrayList<Integer>();
        for (var cell : params.entrySet()) {
            if (!cell.getKey().matches("c\\.\\d{1,9}")) {
                continue;
            }
            int series = Integer.parseInt(cell.getKey().substring(CELL.length()));
            String was = params.getOrDefault(WAS + series, "");
            shown.add(series);
            if (!cell.getValue().strip().equals(was.strip())) {
                entry.keep(series, day, cell.getValue(), was);
            }
        }
        if (shown.isEmpty()) {
            throw new Invalid("c", "monitoring.entry.refused.nothing");
        }
        if (params.containsKey("keep")) {
            Flash.done(redirect, "monitoring.entry.kept");
        } else {
            told(entry.store(new SiteId(site.id()), day, shown, form.ticked("sure")), redirect);
        }
        return new ModelAndView("redirect:" + back(site, day, form));
    }

    private static void told(Stored stored, RedirectAttributes redirect) {
        var r = stored.result();
        if (stored.intake() == null) {
            Flash.refused(
                    redirect,
                    stored.left().isEmpty() ? "monitoring.entry.nothing" : "monitoring.entry.left",
                    stored.left().size());
        } else if (!stored.left().isEmpty()) {
            Flash.refused(
                    redirect,
                    "monitoring.entry.partly",
                    r.loaded() + r.revised() + r.unchanged() + r.waiting(),
                    stored.left().size());
        } else if (r.waiting() > 0) {
            Flash.done(redirect, "monitoring.entry.waits", r.loaded() + r.revised(), r.waiting());
        } else {
            Flash.done(redirect, "monitoring.entry.stored", r.loaded(), r.revised(), r.unchanged(), r.exceeded());
        }
    }

    private static String back(Site site, LocalDate day, Form form) {
        var values = new LinkedHashMap<String, String>();
        values.put("site", Integer.toString(site.id()));
        values.put("day", day.toString());
        for (String name : List.of("kind", "mode", "point")) {
            if (form.has(name)) {
                values.put(name, form.typed(name));
            }
        }
        return new Filters(BASE, values).on(BASE);
    }
}
