package org.verdite.organisation.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.verdite.organisation.Access;
import org.verdite.organisation.Days;
import org.verdite.organisation.Permission;
import org.verdite.organisation.Role;
import org.verdite.organisation.UnitTree;
import org.verdite.organisation.UnitTrees;
import org.verdite.shared.LocalText;
import org.verdite.shared.Scope;
import org.verdite.ui.Frames;
import org.verdite.ui.list.Sheet;

/// The tree as a table, level by level, at any date; and what each role may do.
@Controller
class TreeController {

    /// @param fold the same page with this unit opened or closed; empty when nothing stands below
    record Row(int id, String code, LocalText name, String kind, int level, int sites, boolean open, String fold) {}

    record TreePage(
            List<Row> rows,
            boolean cut,
            LocalDate on,
            LocalDate today,
            boolean mayEdit,
            @Nullable Integer top) {}

    record RolesPage(List<Role> roles, List<Permission> permissions) {}

    static final int MOST_ROWS = 500;

    private final Frames frames;
    private final UnitTrees trees;
    private final UnitsQueries queries;
    private final Access access;
    private final Days days;

    TreeController(Frames frames, UnitTrees trees, UnitsQueries queries, Access access, Days days) {
        this.frames = frames;
        this.trees = trees;
        this.queries = queries;
        this.access = access;
        this.days = days;
    }

    @GetMapping("/organisation")
    ModelAndView tree(
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate on,
            @RequestParam(defaultValue = "") String open) {
        LocalDate today = days.today();
        LocalDate day = on == null ? today : on;
        var tree = day.equals(today) ? trees.today() : trees.on(day);
        var opened = Arrays.stream(open.split("-"))
                .filter(s -> s.matches("\\d{1,9}"))
                .limit(200)
                .map(Integer::valueOf)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        var tops = tops(tree);
        if (open.isEmpty()) {
            opened.addAll(tops);
        }
        var rows = new ArrayList<Row>();
        String date = day.equals(today) ? "" : "&on=" + day;
        tops.forEach(top -> add(rows, tree, top, 0, opened, date));
        return new ModelAndView(
                "organisation/web/tree",
                "page",
                new TreePage(
                        rows.subList(0, Math.min(rows.size(), MOST_ROWS)),
                        rows.size() > MOST_ROWS,
                        day,
                        today,
                        access.mayAnywhere(Permission.ORGANISATION_EDIT),
                        tops.isEmpty() ? null : tops.getFirst()));
    }

    /// By that day's tree, within what is seen today.
    private static List<Integer> tops(UnitTree tree) {
        int[] units = Scope.current().units();
        if (units == null) {
            return tree.roots();
        }
        var seen = Arrays.stream(units).boxed().collect(Collectors.toSet());
        return Arrays.stream(units)
                .boxed()
                .filter(id -> tree.node(id) != null)
                .filter(id -> tree.above(id).stream().skip(1).noneMatch(seen::contains))
                .toList();
    }

    private static void add(List<Row> rows, UnitTree tree, int id, int level, Set<Integer> opened, String date) {
        var node = tree.node(id);
        if (node == null || !node.open() || rows.size() > MOST_ROWS) {
            return;
        }
        var below = tree.children(id).stream()
                .filter(child -> {
                    var c = tree.node(child);
                    return c != null && c.open() && sees(child);
                })
                .toList();
        boolean open = opened.contains(id);
        rows.add(new Row(
                id,
                node.code(),
                node.name(),
                node.kind(),
                Math.min(level, 8),
                tree.sites(id),
                open,
                below.isEmpty() ? "" : fold(id, opened, date)));
        if (open) {
            below.forEach(child -> add(rows, tree, child, level + 1, opened, date));
        }
    }

    private static boolean sees(int id) {
        int[] units = Scope.current().units();
        return units == null || Arrays.binarySearch(units, id) >= 0;
    }

    private static String fold(int id, Set<Integer> opened, String date) {
        var changed = new LinkedHashSet<>(opened);
        if (!changed.remove(id)) {
            changed.add(id);
        }
        String ids = changed.stream().map(String::valueOf).collect(Collectors.joining("-"));
        return "/organisation?open=" + (ids.isEmpty() ? "0" : ids) + date;
    }

    @GetMapping("/organisation/units/export")
    void export(
            @RequestParam(defaultValue = "csv") String format,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate on,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var t = frames.texts(request);
        LocalDate day = on == null ? days.today() : on;
        var rows = queries.all(day)
                .map(u -> Arrays.<@Nullable Object>asList(
                        u.code(),
                        u.name().texts().getOrDefault("en", ""),
                        u.name().texts().getOrDefault("zh", ""),
                        t.of("organisation.unitKind." + u.kind()),
                        u.parent(),
                        u.opened()));
        new Sheet(
                        "units-" + day,
                        List.of(
                                t.of("organisation.unit.code"),
                                t.of("organisation.unit.nameEn"),
                                t.of("organisation.unit.nameZh"),
                                t.of("organisation.unit.kind"),
                                t.of("organisation.unit.parent"),
                                t.of("organisation.unit.opened")),
                        rows)
                .write(format, response);
    }

    @GetMapping("/organisation/roles")
    ModelAndView roles() {
        return new ModelAndView(
                "organisation/web/roles", "page", new RolesPage(List.of(Role.values()), List.of(Permission.values())));
    }
}
