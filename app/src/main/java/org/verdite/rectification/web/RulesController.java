package org.verdite.rectification.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.notices.Level;
import org.verdite.organisation.Permission;
import org.verdite.rectification.Counting;
import org.verdite.rectification.LadderRung;
import org.verdite.rectification.LadderRung.Anchor;
import org.verdite.rectification.Ladders;
import org.verdite.rectification.Severity;
import org.verdite.rectification.SeverityRules;
import org.verdite.rectification.SeverityRules.SeverityRule;
import org.verdite.rectification.Workflow;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotHere;
import org.verdite.shared.NotPermitted;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Form;
import org.verdite.ui.list.Sheet;

/// What each severity gives and asks: its time, how often more, its way, and to whom its deadline is told.
@Controller
class RulesController {

    private static final String LIST = "/rectification/rules";
    private static final int DAY = 24;

    record Line(SeverityRule rule, List<LadderRung> ladder) {}

    record RulesPage(List<Line> lines, boolean mayChange) {}

    record RulePage(
            SeverityRule rule,
            int rungs,
            Map<String, String> countings,
            Map<String, String> workflows,
            Map<String, String> anchors,
            Map<String, String> levels,
            Form form) {}

    private final SeverityRules rules;
    private final Ladders ladders;
    private final Frames frames;

    RulesController(SeverityRules rules, Ladders ladders, Frames frames) {
        this.rules = rules;
        this.ladders = ladders;
        this.frames = frames;
    }

    @GetMapping(LIST)
    ModelAndView list() {
        return new ModelAndView("rectification/web/rules", "page", new RulesPage(lines(), rules.mayChange()));
    }

    private List<Line> lines() {
        return rules.all().stream()
                .map(rule -> new Line(rule, ladders.of(rule.severity())))
                .toList();
    }

    @GetMapping(LIST + "/export")
    void export(
            @RequestParam(defaultValue = "csv") String format, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        var heads = Sheet.heads(
                t, "rectification.", "list.severity", "rules.time", "rules.extensions", "rules.way", "ladder.title");
        var rows = lines().stream()
                .map(l -> Sheet.row(
                        t.of("rectification.severity." + l.rule().severity()),
                        ItemWords.time(l.rule(), t),
                        l.rule().extensions(),
                        t.of("rectification.way." + l.rule().workflow()),
                        l.ladder().stream()
                                .map(r -> ItemWords.rung(r, t) + ": " + ItemWords.to(r, t))
                                .collect(Collectors.joining("; "))));
        new Sheet("severity-rules", heads, rows).write(format, response);
    }

    @GetMapping(LIST + "/{severity}")
    ModelAndView form(@PathVariable String severity, HttpServletRequest request) {
        requireMayChange();
        var rule = rules.of(known(severity));
        return page(rule, filled(rule), frames.texts(request));
    }

    private void requireMayChange() {
        if (!rules.mayChange()) {
            throw new NotPermitted(Permission.ADMINISTER.name());
        }
    }

    private static Severity known(String word) {
        for (Severity severity : Severity.values()) {
            if (severity.name().equals(word.toUpperCase(Locale.ROOT))) {
                return severity;
            }
        }
        throw new NotHere("severity " + word);
    }

    private Form filled(SeverityRule rule) {
        var form = Form.empty()
                .with("version", rule.version())
                .with("amount", rule.amount())
                .with("counting", rule.counting())
                .with("extensions", rule.extensions())
                .with("workflow", rule.workflow());
        int n = 0;
        for (LadderRung rung : ladders.of(rule.severity())) {
            n++;
            boolean days = rung.hours() % DAY == 0;
            form.with("anchor" + n, anchor(rung))
                    .with("span" + n, rung.hours() == 0 ? "" : Math.abs(days ? rung.hours() / DAY : rung.hours()))
                    .with("unit" + n, days ? "days" : "hours");
            for (Level level : rung.to()) {
                form.with(level.name() + n, "true");
            }
        }
        return form;
    }

    /// The form knows the deadline from both sides.
    private static String anchor(LadderRung rung) {
        return rung.anchor() != Anchor.DUE
                ? rung.anchor().name()
                : rung.hours() < 0 ? "BEFORE" : rung.hours() == 0 ? "DUE" : "AFTER";
    }

    private ModelAndView page(SeverityRule rule, Form form, Texts t) {
        var countings = new LinkedHashMap<String, String>();
        for (Counting counting : Counting.values()) {
            countings.put(counting.name(), t.of("rectification.counting." + counting));
        }
        var workflows = new LinkedHashMap<String, String>();
        var ways = rule.severity().compareTo(Severity.MAJOR) >= 0
                ? List.of(Workflow.PLAN)
                : List.of(Workflow.SPOT, Workflow.PLAN);
        for (Workflow way : ways) {
            workflows.put(way.name(), t.of("rectification.way." + way));
        }
        var anchors = new LinkedHashMap<String, String>();
        for (String anchor : List.of("OPENING", "HALF", "BEFORE", "DUE", "AFTER")) {
            anchors.put(anchor, t.of("rectification.ladder.anchor." + anchor));
        }
        var levels = new LinkedHashMap<String, String>();
        for (Level level : Level.values()) {
            levels.put(level.name(), t.of("rectification.ladder.level." + level));
        }
        return new ModelAndView(
                "rectification/web/ruleForm",
                "page",
                new RulePage(rule, Ladders.MOST, countings, workflows, anchors, levels, form));
    }

    @PostMapping(LIST + "/{severity}")
    ModelAndView change(
            @PathVariable String severity,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        requireMayChange();
        var which = known(severity);
        Texts t = frames.texts(request);
        var form = Form.of(params);
        try {
            int amount = form.integer("amount", 1, 3650);
            var counting = form.choice("counting", Counting.class);
            int extensions = form.integer("extensions", 0, 20);
            var workflow = form.choice("workflow", Workflow.class);
            var rungs = rungs(form);
            form.check();
            ladders.change(new SeverityRule(which, amount, counting, extensions, workflow, form.version()), rungs);
            Flash.done(redirect, "rectification.flash.rule");
            return new ModelAndView("redirect:" + LIST);
        } catch (Invalid e) {
            return refused(which, form.ok() ? form.refused(e) : form, HttpStatus.UNPROCESSABLE_CONTENT, t);
        } catch (Conflict e) {
            form.problem("amount", "rectification.rules.changed");
            return refused(which, form, HttpStatus.CONFLICT, t);
        }
    }

    private ModelAndView refused(Severity severity, Form form, HttpStatus status, Texts t) {
        var page = page(rules.of(severity), form, t);
        page.setStatus(status);
        return page;
    }

    private static List<LadderRung> rungs(Form form) {
        var rungs = new ArrayList<LadderRung>();
        for (int n = 1; n <= Ladders.MOST; n++) {
            String anchor = form.typed("anchor" + n);
            if (anchor.isBlank()) {
                continue;
            }
            var to = EnumSet.noneOf(Level.class);
            for (Level level : Level.values()) {
                if (form.ticked(level.name() + n)) {
                    to.add(level);
                }
            }
            if (to.isEmpty()) {
                form.problem("anchor" + n, "rectification.ladder.nobody");
            }
            int span = anchor.equals("BEFORE") || anchor.equals("AFTER") ? form.integer("span" + n, 1, 8760) : 0;
            int hours = form.typed("unit" + n).equals("hours") ? span : span * DAY;
            switch (anchor) {
                case "OPENING" -> rungs.add(new LadderRung(Anchor.OPENING, 0, to));
                case "HALF" -> rungs.add(new LadderRung(Anchor.HALF, 0, to));
                case "BEFORE" -> rungs.add(new LadderRung(Anchor.DUE, -hours, to));
                case "DUE", "AFTER" -> rungs.add(new LadderRung(Anchor.DUE, hours, to));
                default -> form.problem("anchor" + n, "ui.form.choice");
            }
        }
        return rungs;
    }
}
