package org.verdite.targets.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.i18n.LocaleContextHolder;
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

    /// In the language of the texts, whatever the reader's is.
    @Transactional(readOnly = true)
    public Paper paper(long id, Texts t) {
        var before = LocaleContextHolder.getLocaleContext();
        try {
            LocaleContextHolder.setLocale(t.locale());
            return written(letters.get(id), t);
        } finally {
            LocaleContextHolder.setLocaleContext(before);
        }
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
        return paper.heading(1, t.of("targets.letter.signatures")).with(new Paper.Facts(signatures(letter, t)));
    }

    /// What of a goal is carried: at most 0.43 m³/t.
    static String carries(Letters.Line l, Texts t) {
        return l.value() == null
                ? t.of("targets.share.yes")
                : t.of("targets.direction." + l.direction()) + " " + GoalPages.value(l.value(), l.measure(), t);
    }

    private List<List<String>> signatures(Letters.Letter letter, Texts t) {
        var rows = new ArrayList<List<String>>();
        var made = LocalDate.ofInstant(letter.issuedAt(), days.zone());
        String people = letters.people(letter, made, t.language());
        if (!people.isEmpty()) {
            rows.add(List.of(t.of("targets.letter.heldBy"), people));
        }
        rows.add(List.of(
                t.of("targets.letter.issuedBy"), letter.issuedBy() + ", " + t.stamp(letter.issuedAt(), days.zone())));
        rows.add(List.of(
                t.of("targets.letter.signedBy"),
                letter.signedAt() == null
                        ? t.of("targets.letter.unsigned")
                        : letter.signedBy() + ", " + t.stamp(letter.signedAt(), days.zone())));
        rows.add(List.of("SHA-256", letter.fingerprint()));
        return rows;
    }
}
