package org.verdite.ui.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.verdite.ui.Address;
import org.verdite.ui.DeskSource;
import org.verdite.ui.Frames;
import org.verdite.ui.MenuSource;
import org.verdite.ui.Preferences;
import org.verdite.ui.SearchSource;
import org.verdite.ui.State;
import org.verdite.ui.Texts;
import org.verdite.ui.job.Jobs;

/// The frame's own pages: search, My desk, the menu on a phone, units, jobs, language and appearance.
@Controller
class FrameController {

    record SearchPage(String query, List<Group> groups) {
        record Group(String name, List<SearchSource.Hit> hits) {}
    }

    record DeskPage(List<DeskSource.Line> waiting, List<DeskSource.Line> owned, LocalDate today) {}

    private final Frames frames;
    private final ObjectProvider<SearchSource> searches;
    private final ObjectProvider<DeskSource> desks;
    private final ObjectProvider<MenuSource> menus;
    private final Jobs jobs;
    private final Clock clock;

    FrameController(
            Frames frames,
            ObjectProvider<SearchSource> searches,
            ObjectProvider<DeskSource> desks,
            ObjectProvider<MenuSource> menus,
            Jobs jobs,
            Clock clock) {
        this.frames = frames;
        this.searches = searches;
        this.desks = desks;
        this.menus = menus;
        this.jobs = jobs;
        this.clock = clock;
    }

    @GetMapping("/search")
    @Transactional(readOnly = true)
    public ModelAndView search(
            @RequestParam(defaultValue = "") String q,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean fragment,
            HttpServletRequest request) {
        Texts t = frames.texts(request);
        String words = q.strip().length() > 100 ? q.strip().substring(0, 100) : q.strip();
        var groups = new ArrayList<SearchPage.Group>();
        if (!words.isEmpty()) {
            searches.orderedStream()
                    .forEach(source -> add(groups, t.of(source.group()), reached(source.find(words, 8, t))));
            add(groups, t.of("ui.search.pages"), pages(words, t));
        }
        return new ModelAndView(
                fragment ? "ui/web/searchHits" : "ui/web/search", "page", new SearchPage(words, groups));
    }

    private List<SearchSource.Hit> reached(List<SearchSource.Hit> hits) {
        return hits.stream()
                .filter(hit -> frames.reaches(hit.path().replaceFirst("\\?.*", "")))
                .toList();
    }

    private static void add(List<SearchPage.Group> groups, String name, List<SearchSource.Hit> hits) {
        if (!hits.isEmpty()) {
            groups.add(new SearchPage.Group(name, hits));
        }
    }

    private List<SearchSource.Hit> pages(String words, Texts t) {
        String wanted = words.toLowerCase(t.locale());
        return menus.stream()
                .flatMap(m -> m.entries().stream())
                .filter(e -> frames.reaches(e.path()))
                .filter(e -> t.of(e.key()).toLowerCase(t.locale()).contains(wanted))
                .limit(8)
                .map(e -> new SearchSource.Hit(
                        e.phase().icon(), t.of(e.key()), t.of(e.phase().key()), e.path()))
                .toList();
    }

    @GetMapping("/desk")
    @Transactional(readOnly = true)
    public ModelAndView desk(HttpServletRequest request) {
        Texts t = frames.texts(request);
        var lines = desks.stream()
                .flatMap(d -> d.lines(t).stream())
                .sorted(Comparator.comparing(DeskSource.Line::state, State.WORST_FIRST)
                        .thenComparing(DeskSource.Line::due, Comparator.nullsLast(Comparator.naturalOrder())))
                .toList();
        return new ModelAndView(
                "ui/web/desk",
                "page",
                new DeskPage(
                        lines.stream().filter(DeskSource.Line::mine).toList(),
                        lines.stream().filter(l -> !l.mine()).toList(),
                        LocalDate.ofInstant(clock.instant(), t.zone())));
    }

    /// The whole menu as a page, for phones.
    @GetMapping("/menu")
    public ModelAndView menu() {
        return new ModelAndView("ui/web/menu");
    }

    @GetMapping("/jobs/{id}")
    public ModelAndView job(
            @PathVariable long id, @RequestHeader(name = "HX-Request", defaultValue = "false") boolean fragment) {
        var job = jobs.require(id);
        if (!job.running()) {
            jobs.seen(id);
        }
        return new ModelAndView(fragment ? "ui/jobBar" : "ui/web/job", "job", job);
    }

    @PostMapping("/jobs/{id}/cancel")
    public String cancel(@PathVariable long id) {
        jobs.cancel(id);
        return "redirect:/jobs/" + id;
    }

    @PostMapping("/preferences")
    public ResponseEntity<Void> preferences(
            @RequestParam(defaultValue = "") String language,
            @RequestParam(defaultValue = "") String appearance,
            @RequestParam(defaultValue = "/") String back,
            HttpServletRequest request) {
        var response = ResponseEntity.status(303);
        if (language.equals("en") || language.equals("zh-CN")) {
            response.header("Set-Cookie", cookie(Preferences.LANGUAGE, language, request.isSecure()));
        }
        if (appearance.equals("light") || appearance.equals("dark") || appearance.equals("system")) {
            response.header("Set-Cookie", cookie(Preferences.APPEARANCE, appearance, request.isSecure()));
        }
        return response.header("Location", Address.ours(back, "/")).build();
    }

    private static String cookie(String name, String value, boolean secure) {
        return ResponseCookie.from(name, value)
                .path("/")
                .maxAge(java.time.Duration.ofDays(365))
                .sameSite("Lax")
                .httpOnly(true)
                .secure(secure)
                .build()
                .toString();
    }
}
