package org.verdite.targets.web;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.Days;
import org.verdite.targets.Method;
import org.verdite.targets.Scorecards;
import org.verdite.targets.ShareId;
import org.verdite.targets.Shares;
import org.verdite.ui.Texts;
import org.verdite.ui.print.Paper;

/// A scorecard as it is printed, in either language.
@Component
class ScorecardPaper {

    private final Scorecards cards;
    private final Shares shares;
    private final ShareQueries queries;
    private final Clock clock;
    private final Days days;

    ScorecardPaper(Scorecards cards, Shares shares, ShareQueries queries, Clock clock, Days days) {
        this.cards = cards;
        this.shares = shares;
        this.queries = queries;
        this.clock = clock;
        this.days = days;
    }

    /// Read by {@link org.verdite.ui.print.Printed} in the language of the texts.
    @Transactional(readOnly = true)
    public Paper paper(ShareId id, Texts t) {
        return written(cards.of(id, t.language()), queries.named(shares.get(id), t), t);
    }

    private Paper written(Scorecards.Card card, ShareQueries.Named named, Texts t) {
        var paper = Paper.of(
                t.locale(),
                t.of("targets.score.title", String.valueOf(card.year()), named.who()),
                t.of("targets.letter.printed", t.stamp(clock.instant(), days.zone())),
                named.where().isEmpty() ? t.of("targets.holder." + card.holder().kind()) : named.where());
        if (!card.people().isEmpty()) {
            paper = paper.text(t.of("targets.score.people", card.people()));
        }
        paper = paper.text(sum(card, t))
                .with(new Paper.Table(
                        List.of(32, 19, 16, 11, 11, 11),
                        List.of(
                                t.of("targets.goal.col.goal"),
                                t.of("targets.score.col.asked"),
                                t.of("targets.head.reached"),
                                t.of("targets.score.col.degree"),
                                t.of("targets.score.col.weight"),
                                t.of("targets.score.col.score")),
                        card.lines().stream().map(l -> row(l, t)).toList()));
        for (var line : card.lines()) {
            if (line.evaluated()) {
                paper = paper.text(line.goal() + ": " + said(line, t));
            }
        }
        String holder = t.phrase(card.people(), named.who());
        return paper.text(t.of("targets.score.how"))
                .with(new Paper.Signing(
                        List.of(
                                new Paper.Party(t.of("targets.score.evaluates"), evaluators(card)),
                                new Paper.Party(t.of("targets.letter.takes"), holder)),
                        t.of("ui.paper.sign")));
    }

    private static String evaluators(Scorecards.Card card) {
        return card.lines().stream()
                .filter(Scorecards.Line::evaluated)
                .map(Scorecards.Line::by)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static List<String> row(Scorecards.Line l, Texts t) {
        return List.of(
                l.goal() + " " + t.of(l.sentence()),
                asked(l, t),
                reached(l, t),
                l.degree() == null ? "–" : t.number(l.degree()) + " %",
                l.weight() == null ? "–" : GoalPages.number(l.weight(), t),
                l.score() == null ? "–" : t.number(l.score()));
    }

    /// Who evaluated it, with what note, on how many values that nobody confirmed, and what its holder says.
    static String said(Scorecards.Line l, Texts t) {
        var said = new StringBuilder(t.of("targets.score.by", l.by()));
        if (!l.note().isEmpty()) {
            said.append(' ').append(t.of("targets.score.note", l.note()));
        }
        if (l.unconfirmed() > 0) {
            said.append(' ').append(t.of("targets.score.unconfirmed", l.unconfirmed()));
        }
        if (!l.comment().isEmpty()) {
            said.append(' ').append(t.of("targets.score.comment", l.comment()));
        }
        return said.toString();
    }

    static String asked(Scorecards.Line l, Texts t) {
        return l.method() == Method.OBLIGATION || l.asked() == null
                ? t.of("targets.share.yes")
                : t.of("targets.direction." + l.direction()) + " " + GoalPages.value(l.asked(), l.measure(), t);
    }

    static String reached(Scorecards.Line l, Texts t) {
        var reached = l.reached();
        if (reached == null) {
            return "–";
        }
        return l.method() == Method.OBLIGATION
                ? t.of(reached.signum() > 0 ? "targets.reading.kept" : "targets.reading.notKept")
                : GoalPages.value(reached, l.measure(), t);
    }

    static String sum(Scorecards.Card card, Texts t) {
        return card.sum() == null
                ? t.of("targets.score.none", card.lines().size())
                : t.of(
                        "targets.score.sum",
                        t.number(Objects.requireNonNull(card.sum())),
                        card.evaluated(),
                        card.lines().size());
    }
}
