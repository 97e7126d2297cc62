package org.verdite.rectification.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Page;
import org.verdite.ui.list.Sheet;

/// The figures of the list, the list as a board, and the register an authority asks for.
@Controller
class LedgerController {

    private final Ledger ledger;
    private final Board board;
    private final RegisterQueries register;
    private final Frames frames;

    LedgerController(Ledger ledger, Board board, RegisterQueries register, Frames frames) {
        this.ledger = ledger;
        this.board = board;
        this.register = register;
        this.frames = frames;
    }

    /// @param path of the list's rows that a figure counts
    record FiguresPage(Filters filters, Ledger.Figures figures) {

        /// The rows of a count.
        String rows(String stage, String... narrowed) {
            var filters = new StringBuilder("/rectification?view=all&stage=" + stage);
            if (List.of(narrowed).stream().noneMatch("opened"::equals)) {
                filters.append("&opened=").append(figures.period().word());
            }
            if (this.filters.has("at") && List.of(narrowed).stream().noneMatch("at"::equals)) {
                filters.append("&at=").append(this.filters.get("at"));
            }
            for (int i = 0; i + 1 < narrowed.length; i += 2) {
                filters.append('&').append(narrowed[i]).append('=').append(encoded(narrowed[i + 1]));
            }
            return filters.toString();
        }

        /// The open items of an age.
        String old(String age) {
            return "/rectification?view=open&age=" + age + (filters.has("at") ? "&at=" + filters.get("at") : "");
        }

        /// The items closed as effective in the period; of them, those that changed something.
        String learnt(String unit, boolean changed) {
            return "/rectification?view=all&stage=effective&closed="
                    + figures.period().word() + (unit.equals("ALL") ? "" : "&at=" + unit)
                    + (changed ? "&changed=yes" : "");
        }

        /// The corrections on the spot that were reported in the period, by what became of them.
        String sampled(String what, String unit) {
            String at = unit.equals("ALL") ? filters.get("at") : unit;
            return "/rectification?view=all&sample=" + what + "&sampled="
                    + figures.period().word() + (at.isEmpty() ? "" : "&at=" + at);
        }

        private static String encoded(String value) {
            return java.net.URLEncoder.encode(value, java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    record BoardPage(Filters filters, List<Board.Column> columns, Map<String, String> severities) {}

    @GetMapping("/rectification/figures")
    ModelAndView figures(HttpServletRequest request) {
        Texts t = frames.texts(request);
        var filters = Filters.of(request);
        return new ModelAndView(
                "rectification/web/figures", "page", new FiguresPage(filters, ledger.figures(filters, t)));
    }

    @GetMapping("/rectification/figures/export")
    void figures(@RequestParam String format, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        var filters = Filters.of(request);
        var f = ledger.figures(filters, t);
        if (filters.choice("part", List.of("sampling")).equals("sampling")) {
            sampling(f, t).write(format, response);
            return;
        }
        var heads = Sheet.heads(
                t,
                "rectification.figures.",
                "by",
                "key",
                "found",
                "verified",
                "inTime",
                "repeats",
                "judged",
                "ineffective",
                "days");
        var rows = Stream.<Stream<List<@Nullable Object>>>of(
                        lines("all", List.of(f.all()), t),
                        lines("months", f.months(), t),
                        lines("units", f.units(), t),
                        lines("clauses", f.clauses(), t),
                        lines("causes", f.causes(), t),
                        f.roots().stream().map(r -> counted("roots", r.name(), r.items(), t)),
                        f.ages().stream().map(l -> counted("ages", l.name(), l.found(), t)))
                .<List<@Nullable Object>>flatMap(s -> s);
        new Sheet("rectification-figures-" + f.period().word(), heads, rows).write(format, response);
    }

    private static List<@Nullable Object> counted(String by, String name, int items, Texts t) {
        return Sheet.row(t.of("rectification.figures." + by), name, items, null, null, null, null, null, null);
    }

    private static Sheet sampling(Ledger.Figures f, Texts t) {
        var heads = new ArrayList<>(Sheet.heads(t, "rectification.figures.", "by.units", "reported"));
        heads.addAll(Sheet.heads(t, "rectification.sample.", "drawn", "passed", "failed", "waiting", "unsampled"));
        return new Sheet(
                "rectification-sampling-" + f.period().word(),
                heads,
                f.sampling().stream()
                        .map(l -> Sheet.row(
                                l.name(),
                                l.reported(),
                                l.drawn(),
                                l.passed(),
                                l.failed(),
                                l.waiting(),
                                l.unsampled())));
    }

    private static Stream<List<@Nullable Object>> lines(String by, List<Ledger.Line> lines, Texts t) {
        return lines.stream()
                .<List<@Nullable Object>>map(l -> Sheet.row(
                        t.of("rectification.figures." + by),
                        l.name(),
                        l.found(),
                        l.verified(),
                        l.inTime(),
                        l.repeats(),
                        l.judged(),
                        l.ineffective(),
                        l.days()));
    }

    @GetMapping("/rectification/board")
    ModelAndView board(HttpServletRequest request) {
        Texts t = frames.texts(request);
        var filters = Filters.of(request);
        return new ModelAndView(
                "rectification/web/board",
                "page",
                new BoardPage(filters, board.columns(filters, t), ItemWords.severities(t)));
    }

    @GetMapping("/rectification/board/export")
    void board(@RequestParam String format, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        var heads = Sheet.heads(
                t, "rectification.list.", "state", "number", "severity", "item", "where", "owner", "deadline");
        var rows = board.columns(Filters.of(request), t).stream()
                .<List<@Nullable Object>>flatMap(c -> c.rows().stream()
                        .<List<@Nullable Object>>map(r -> Sheet.row(
                                t.of("rectification.board." + c.key()),
                                r.number(),
                                t.of("rectification.severity." + r.severity()),
                                r.title(),
                                r.where(),
                                r.owner(),
                                r.deadline())));
        new Sheet("rectification-board", heads, rows).write(format, response);
    }

    /// One row an item, as authorities ask for it; filters are those of the list.
    @GetMapping("/rectification/register/export")
    void register(
            @RequestParam(defaultValue = "xlsx") String format,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        new Sheet(
                        "rectification-register",
                        register.heads(t),
                        Page.all(Filters.of(request), f -> register.page(f, t)).map(RegisterQueries.Entry::cells))
                .write(format, response);
    }
}
