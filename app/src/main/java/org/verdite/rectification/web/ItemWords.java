package org.verdite.rectification.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.verdite.rectification.Clause;
import org.verdite.rectification.ItemState;
import org.verdite.rectification.LadderRung;
import org.verdite.rectification.Likeness.Like;
import org.verdite.rectification.Severity;
import org.verdite.rectification.SeverityRules.SeverityRule;
import org.verdite.rectification.Source;
import org.verdite.shared.Invalid;
import org.verdite.ui.State;
import org.verdite.ui.Texts;

/// How an item's codes are said and shown.
final class ItemWords {

    static final List<String> MEDIA =
            List.of("WATER", "AIR", "NOISE", "SOIL", "WASTE", "ECOLOGY", "ENERGY", "MANAGEMENT", "OTHER");

    private ItemWords() {}

    /// @param source `room.kind`, or empty
    static String source(String source, Texts t) {
        return source.isEmpty()
                ? t.of("rectification.source.none")
                : t.or("rectification.source." + source, source.substring(source.indexOf('.') + 1));
    }

    static Map<String, String> sources(Texts t) {
        var words = new LinkedHashMap<String, String>();
        for (Source source : Source.values()) {
            words.put(source.name(), t.of("rectification.source." + source));
        }
        return words;
    }

    /// A clause in an address: `ISO 14001|2015|8.1`.
    static String address(Clause clause) {
        return clause.standard() + "|" + clause.edition() + "|" + clause.number();
    }

    /// @throws Invalid when it is none
    static Clause clause(String address) {
        var parts = address.isEmpty() ? new String[] {"", "", ""} : address.split("\\|", -1);
        if (parts.length != 3) {
            throw new Invalid("clause", "ui.form.choice");
        }
        return new Clause(parts[0], parts[1], parts[2]);
    }

    /// Items that look alike, to choose one of: by number, with title and day.
    static Map<String, String> like(List<Like> likes, Texts t) {
        var words = new LinkedHashMap<String, String>();
        likes.forEach(l -> words.put(l.number(), l.number() + " " + l.title() + " · " + t.date(l.discovered())));
        return words;
    }

    static Map<String, String> severities(Texts t) {
        var words = new LinkedHashMap<String, String>();
        for (Severity severity : List.of(Severity.CRITICAL, Severity.MAJOR, Severity.MINOR, Severity.LOW)) {
            words.put(severity.name(), t.of("rectification.severity." + severity));
        }
        return words;
    }

    static Map<String, String> media(Texts t) {
        var words = new LinkedHashMap<String, String>();
        MEDIA.forEach(m -> words.put(m, t.of("rectification.medium." + m)));
        return words;
    }

    static Map<String, String> states(Texts t) {
        var words = new LinkedHashMap<String, String>();
        for (ItemState state : ItemState.values()) {
            words.put(state.name(), t.of("rectification.state." + state));
        }
        return words;
    }

    static Map<String, String> stages(Texts t) {
        var words = new LinkedHashMap<String, String>();
        for (String stage : List.of(
                "unverified",
                "found",
                "planned",
                "corrected",
                "verified",
                "intime",
                "effective",
                "judged",
                "ineffective",
                "repeated")) {
            words.put(stage, t.of("rectification.stage." + stage));
        }
        return words;
    }

    /// The state as a list says it: an open item says what is due.
    static String state(ItemState state, String workflow, Texts t) {
        return state == ItemState.OPEN
                ? t.of("rectification.state.OPEN." + workflow)
                : t.of("rectification.state." + state);
    }

    static State look(ItemState state) {
        return switch (state) {
            case OPEN, PLAN_SUBMITTED, IN_PROGRESS, DONE_SUBMITTED, CORRECTED -> State.OPEN;
            case VERIFIED, CLOSED_EFFECTIVE, CLOSED_UNSAMPLED, NO_FINDING -> State.OK;
            case INEFFECTIVE -> State.BAD;
            case CANCELLED, BECAME_ITEM -> State.IDLE;
        };
    }

    /// "7 days before the deadline".
    static String rung(LadderRung rung, Texts t) {
        int hours = Math.abs(rung.hours());
        String span = hours % 24 == 0
                ? t.of("rectification.ladder.days", hours / 24)
                : t.of("rectification.ladder.hoursLong", hours);
        return switch (rung.anchor()) {
            case OPENING, HALF -> t.of("rectification.ladder.at." + rung.anchor());
            case DUE ->
                t.of(
                        "rectification.ladder.at."
                                + (rung.hours() < 0 ? "BEFORE" : rung.hours() == 0 ? "DUE" : "AFTER"),
                        span);
        };
    }

    /// "owner, manager".
    static String to(LadderRung rung, Texts t) {
        return rung.to().stream()
                .sorted()
                .map(level -> t.of("rectification.ladder.level." + level))
                .collect(Collectors.joining(t.of("rectification.ladder.comma")));
    }

    /// "3 calendar days", "48 hours".
    static String time(SeverityRule rule, Texts t) {
        return t.of("rectification.counting." + rule.counting() + ".n", rule.amount());
    }
}
