package org.verdite.targets.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.Days;
import org.verdite.targets.Letters;
import org.verdite.ui.Texts;
import org.verdite.ui.print.Paper;

/// A responsibility letter as it is printed, in either language.
@Component
class LetterPaper {

    private final Letters letters;
    private final LetterQueries queries;
    private final Clock clock;
    private final Days days;

    LetterPaper(Letters letters, LetterQueries queries, Clock clock, Days days) {
        this.letters = letters;
        this.queries = queries;
        this.clock = clock;
        this.days = days;
    }

    /// Read by {@link org.verdite.ui.print.Printed} in the language of the texts.
    @Transactional(readOnly = true)
    public Paper paper(long id, Texts t) {
        return written(letters.get(id), t);
    }

    private Paper written(Letters.Letter letter, Texts t) {
        var named = queries.named(letter, t);
        String year = String.valueOf(letter.year());
        var paper = Paper.of(
                t.locale(),
                t.of("targets.letter.title", year, named.who()),
                letter.number() + " · "
                        + t.of(letter.signedAt() == null ? "targets.letter.unsigned" : "targets.letter.signed") + " · "
                        + t.of("targets.letter.printed", t.stamp(clock.instant(), days.zone())),
                named.where());
        if (letter.supersededAt() != null) {
            paper = paper.text(t.of("targets.letter.superseded"));
        }
        paper = paper.text(t.of("targets.letter.words", named.who(), named.where(), year))
                .with(new Paper.Table(
                        List.of(16, 52, 32),
                        List.of(
                                t.of("targets.goal.col.number"),
                                t.of("targets.goal.col.goal"),
                                t.of("targets.letter.col.carries", year)),
                        letters.lines(letter.id()).stream()
                                .map(l -> List.of(l.goal(), t.of(l.sentence()), carries(l, t)))
                                .toList()));
        String people = letters.people(letter, LocalDate.ofInstant(letter.issuedAt(), days.zone()), t.language());
        String carries = t.phrase(people, named.who());
        return paper.heading(1, t.of("targets.letter.signatures"))
                .with(new Paper.Facts(signatures(letter, t)))
                .with(new Paper.Signing(
                        List.of(
                                new Paper.Party(t.of("targets.letter.gives"), issuer(letter, t)),
                                new Paper.Party(t.of("targets.letter.takes"), carries)),
                        t.of("ui.paper.sign")));
    }

    /// What of a goal is carried: at most 0.43 m³/t.
    static String carries(Letters.Line l, Texts t) {
        return l.value() == null
                ? t.of("targets.share.yes")
                : t.of("targets.direction." + l.direction()) + " " + GoalPages.value(l.value(), l.measure(), t);
    }

    /// With the post they held when they made it.
    private String issuer(Letters.Letter letter, Texts t) {
        String post = queries.issuersPost(letter, LocalDate.ofInstant(letter.issuedAt(), days.zone()), t);
        return t.phrase(letter.issuedBy(), post);
    }

    private List<List<String>> signatures(Letters.Letter letter, Texts t) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of(
                t.of("targets.letter.issuedBy"), t.phrase(issuer(letter, t), t.stamp(letter.issuedAt(), days.zone()))));
        rows.add(List.of(
                t.of("targets.letter.signedBy"),
                letter.signedAt() == null
                        ? t.of("targets.letter.unsigned")
                        : t.phrase(
                                Objects.requireNonNullElse(letter.signedBy(), ""),
                                t.stamp(letter.signedAt(), days.zone()))));
        rows.add(List.of("SHA-256", letter.fingerprint()));
        return rows;
    }
}
