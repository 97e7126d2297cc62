package org.verdite.governance;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.documents.PaperSource;
import org.verdite.documents.RecordNames;
import org.verdite.shared.Origin;
import org.verdite.shared.PersonId;
import org.verdite.ui.Texts;
import org.verdite.ui.print.Paper;
import org.verdite.ui.print.Printed;

/// The minutes of a review in either language: what was looked at, what was concluded of it, what was decided.
@Component
public class Minutes implements PaperSource {

    private static final RecordNames NAMES = RecordNames.of("governance", "review", "MR", "/governance/reviews");

    private static final String NOTHING = "–";

    private final JdbcClient jdbc;
    private final ReviewStore store;
    private final Participants participants;
    private final Facts facts;
    private final Answers answers;
    private final Decisions decisions;
    private final Signatures signatures;
    private final Clock clock;

    Minutes(
            JdbcClient jdbc,
            ReviewStore store,
            Participants participants,
            Facts facts,
            Answers answers,
            Decisions decisions,
            Signatures signatures,
            Clock clock) {
        this.jdbc = jdbc;
        this.store = store;
        this.participants = participants;
        this.facts = facts;
        this.answers = answers;
        this.decisions = decisions;
        this.signatures = signatures;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Origin> named(String words) {
        return NAMES.find(
                jdbc, words, "select id, number as title from governance.review where number = :number or id = :id");
    }

    @Override
    @Transactional(readOnly = true)
    public Paper paper(Origin record, Texts t) {
        return paper(new ReviewId(Long.parseLong(record.id())), t);
    }

    /// In the language of the texts, whatever the reader's is: names of people and units too.
    @Transactional(readOnly = true)
    public Paper paper(ReviewId id, Texts t) {
        return Printed.inLanguageOf(t, () -> written(id, t));
    }

    private Paper written(ReviewId id, Texts t) {
        var r = store.require(id);
        String unit = unit(r, t);
        var paper = Paper.of(
                t.locale(),
                t.of("governance.review.title", String.valueOf(r.year()), unit),
                r.number() + " · " + t.of("governance.state." + r.state()) + " · "
                        + t.of("governance.paper.made", t.stamp(clock.instant(), r.zone())),
                t.phrase(
                        t.of("governance.kind." + r.kind()),
                        unit,
                        t.date(r.heldOn() == null ? r.plannedOn() : r.heldOn())));
        if (r.state() != ReviewState.CLOSED) {
            paper = paper.text(t.of("governance.paper.draft"));
        }
        paper = paper.with(about(r, t));
        paper = inputs(paper, r, t);
        paper = paper.heading(1, t.of("governance.conclusions"));
        paper = said(paper, t.of("governance.suitability"), r.conclusions().suitability(), t);
        paper = said(paper, t.of("governance.adequacy"), r.conclusions().adequacy(), t);
        paper = said(paper, t.of("governance.effectiveness"), r.conclusions().effectiveness(), t);
        paper = decided(paper.heading(1, t.of("governance.decisions")), r, t);
        return r.heldOn() == null ? paper : paper.with(signing(r, t));
    }

    private String unit(Review r, Texts t) {
        return jdbc.sql("select verdite.text(name, :lang) from organisation.pub_unit where id = :id")
                .param("id", r.unit().value())
                .param("lang", t.language())
                .query((rs, _) -> rs.getString(1))
                .optional()
                .orElse("");
    }

    private Paper.Facts about(Review r, Texts t) {
        var rows = new ArrayList<List<String>>();
        if (r.frozenAt() != null) {
            rows.add(List.of(t.of("governance.frozen"), t.stamp(r.frozenAt(), r.zone())));
        }
        for (var p : participants.of(r.id())) {
            String part = p.person().equals(r.chair())
                    ? t.of("governance.chair")
                    : t.of(p.person().equals(r.preparer()) ? "governance.preparer" : "governance.participant");
            String name = t.phrase(p.name(), p.post());
            rows.add(List.of(part, Boolean.FALSE.equals(p.attended()) ? t.of("governance.absent", name) : name));
        }
        signatures
                .of(r.id())
                .ifPresent(s -> rows.add(List.of(
                        t.of("governance.signed"),
                        t.phrase(s.name(), t.stamp(s.at(), r.zone()), "SHA-256 " + s.fingerprint()))));
        return new Paper.Facts(rows);
    }

    private Paper.Signing signing(Review r, Texts t) {
        var all = participants.of(r.id());
        return new Paper.Signing(
                List.of(
                        new Paper.Party(t.of("governance.chair"), named(all, r.chair(), t)),
                        new Paper.Party(t.of("governance.preparer"), named(all, r.preparer(), t))),
                t.of("ui.paper.sign"));
    }

    private static String named(List<Participants.Participant> all, PersonId person, Texts t) {
        return all.stream()
                .filter(p -> p.person().equals(person))
                .map(p -> t.phrase(p.name(), p.post()))
                .findFirst()
                .orElse("");
    }

    private Paper inputs(Paper paper, Review r, Texts t) {
        var all = facts.of(r.id());
        paper = paper.heading(1, t.of("governance.inputs"));
        for (var a : answers.of(r.id())) {
            paper = paper.heading(2, a.input().clause() + " " + t.of("governance.input." + a.input()));
            var rows = all.stream()
                    .filter(f -> f.input() == a.input())
                    .map(f -> List.of(
                            f.name().in(t), FactWords.value(f, t), f.note().in(t)))
                    .toList();
            if (!rows.isEmpty()) {
                paper = paper.with(new Paper.Table(
                        List.of(45, 25, 30),
                        List.of(t.of("governance.col.fact"), t.of("governance.col.value"), t.of("governance.col.note")),
                        rows));
            }
            paper = a.verdict() == null
                    ? paper.text(t.of("governance.unanswered"))
                    : paper.text(t.of(
                            "governance.paper.answered",
                            t.of("governance.verdict." + a.verdict()),
                            a.conclusion(),
                            t.phrase(a.byName(), t.stamp(a.at(), r.zone()))));
        }
        return paper;
    }

    private static Paper said(Paper paper, String head, String words, Texts t) {
        return paper.heading(2, head).text(words.isBlank() ? t.of("governance.notSaid") : words);
    }

    private Paper decided(Paper paper, Review r, Texts t) {
        var all = decisions.of(r.id());
        if (all.isEmpty()) {
            return paper.text(t.of("governance.decisions.none"));
        }
        return paper.with(new Paper.Table(
                List.of(42, 20, 20, 18),
                List.of(
                        t.of("governance.col.decision"),
                        t.of("governance.col.topic"),
                        t.of("governance.col.owner"),
                        t.of("governance.col.due")),
                all.stream()
                        .map(d -> List.of(
                                d.title(),
                                t.of("governance.topic." + d.topic()),
                                d.ownerName().isEmpty() ? NOTHING : d.ownerName(),
                                t.date(d.due())))
                        .toList()));
    }
}
