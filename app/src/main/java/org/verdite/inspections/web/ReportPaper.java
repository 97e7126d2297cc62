package org.verdite.inspections.web;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.verdite.documents.PaperSource;
import org.verdite.inspections.Finding;
import org.verdite.inspections.InspectionId;
import org.verdite.inspections.InspectionState;
import org.verdite.inspections.Observation;
import org.verdite.inspections.Photo;
import org.verdite.inspections.Photos;
import org.verdite.inspections.Score;
import org.verdite.shared.NotHere;
import org.verdite.shared.Origin;
import org.verdite.ui.Texts;
import org.verdite.ui.print.Paper;
import org.verdite.ui.print.PaperPicture;
import org.verdite.ui.print.Printed;

/// The report of an inspection (ISO 19011, 6.5) as a paper, with photos.
@Component
class ReportPaper implements PaperSource {

    /// More pictures than this make no report better.
    private static final int MOST_PICTURES = 200;

    private final VisitPages pages;
    private final InspectionQueries queries;
    private final Photos photos;
    private final Clock clock;

    ReportPaper(VisitPages pages, InspectionQueries queries, Photos photos, Clock clock) {
        this.pages = pages;
        this.queries = queries;
        this.photos = photos;
        this.clock = clock;
    }

    @Override
    public Optional<Origin> named(String words) {
        return queries.named(words);
    }

    @Override
    public Paper paper(Origin record, Texts t) {
        return paper(new InspectionId(Long.parseLong(record.id())), t);
    }

    Paper paper(InspectionId id, Texts t) {
        return Printed.inLanguageOf(t, () -> paper(pages.whole(id, t), t));
    }

    private Paper paper(VisitPages.Whole w, Texts t) {
        var v = w.visit();
        var paper = Paper.of(
                t.locale(),
                v.title(),
                v.number() + " · " + t.of("inspections.visit." + v.state()) + " · "
                        + t.of("inspections.report.made", t.stamp(clock.instant(), t.zone())),
                t.of("inspections.kind." + v.kind()) + ", " + w.where() + ", " + t.span(v.from(), v.to()));
        if (v.state() != InspectionState.ISSUED) {
            paper = paper.text(t.of("inspections.report.draft"));
        }
        paper = paper.with(facts(w, t));
        paper = paper.heading(1, t.of("inspections.report.result")).text(result(w, t));
        paper = paper.with(new Paper.Table(
                List.of(60, 20, 20),
                List.of(
                        t.of("inspections.col.clause"),
                        t.of("inspections.col.answered"),
                        t.of("inspections.col.score")),
                w.groups().stream()
                        .map(g -> List.of(
                                g.clause() + " " + t.of(g.name()),
                                t.number(g.answered()) + " / "
                                        + t.number(g.asked().size()),
                                percent(g.score(), t)))
                        .toList()));
        paper = compared(paper, w, t);
        paper = paper.heading(1, t.of("inspections.findings"));
        if (w.findings().stream().noneMatch(Finding::counts)) {
            paper = paper.text(t.of("inspections.findings.none"));
        }
        int pictures = 0;
        for (var f : w.findings()) {
            if (f.counts()) {
                paper = finding(paper, w, f, t);
                var shown = pictures(w, f, t, MOST_PICTURES - pictures);
                pictures += shown.size();
                if (!shown.isEmpty()) {
                    paper = paper.with(new Paper.Pictures(shown));
                }
            }
        }
        paper = paper.heading(1, t.of("inspections.answers")).with(answers(w, t));
        return beside(paper, w, t);
    }

    private static Paper.Facts facts(VisitPages.Whole w, Texts t) {
        var v = w.visit();
        var rows = new ArrayList<List<String>>();
        rows.add(List.of(
                t.of("inspections.col.list"),
                t.of(w.list().name()) + ", "
                        + t.of("inspections.edition", w.list().number())));
        if (!v.body().isEmpty()) {
            rows.add(List.of(t.of("inspections.body"), v.body()));
        }
        if (!v.scope().isEmpty()) {
            rows.add(List.of(t.of("inspections.scope"), v.scope()));
        }
        w.team()
                .forEach(m -> rows.add(List.of(
                        t.of("inspections.part." + m.part()),
                        m.declaration().isEmpty() ? m.name() : m.name() + ": " + m.declaration())));
        if (!v.openingNote().isEmpty()) {
            rows.add(List.of(t.of("inspections.open.note"), v.openingNote()));
        }
        if (!v.closingNote().isEmpty()) {
            rows.add(List.of(t.of("inspections.closingNote"), v.closingNote()));
        }
        w.signatures()
                .forEach(s -> rows.add(List.of(
                        t.of("inspections.signed"),
                        s.name() + ", " + t.of("inspections.side." + (s.team() ? "TEAM" : "INSPECTED")) + ", "
                                + t.time(s.at()) + ", " + s.fingerprint().substring(0, 12)
                                + (s.standing() ? "" : ", " + t.of("inspections.signed.changed")))));
        if (v.issuedOn() != null) {
            rows.add(List.of(t.of("inspections.visit.ISSUED"), t.date(v.issuedOn())));
        }
        return new Paper.Facts(rows);
    }

    private static String result(VisitPages.Whole w, Texts t) {
        if (w.score().percent() == null) {
            return t.of("inspections.answeredOf", w.answered(), w.asked());
        }
        String line = percent(w.score(), t) + " "
                + t.of("inspections.scoreOn", w.score().judged(), w.score().asked()) + ". ";
        return w.score().criticalFailed() == 0
                ? line
                : line + t.of("inspections.criticalFailed", w.score().criticalFailed()) + ".";
    }

    private static Paper compared(Paper paper, VisitPages.Whole w, Texts t) {
        var compared = w.compared();
        if (compared == null || compared.before().isEmpty()) {
            return paper;
        }
        // what peers reached belongs to them: the paper of one place compares it with itself only
        return paper.with(new Paper.Table(
                List.of(40, 20, 20, 20),
                List.of(
                        t.of("inspections.lastTime"),
                        t.of("inspections.col.common"),
                        t.of("inspections.col.ours"),
                        t.of("inspections.col.theirs")),
                compared.before().stream()
                        .map(c -> List.of(
                                c.number(), t.number(c.criteria()), percent(c.ours(), t), percent(c.theirs(), t)))
                        .toList()));
    }

    private static String percent(Score score, Texts t) {
        return score.percent() == null ? "–" : t.number(score.percent()) + " %";
    }

    private static Paper finding(Paper paper, VisitPages.Whole w, Finding f, Texts t) {
        var says = f.says();
        var line = new ArrayList<String>();
        line.add(t.of("inspections.grade." + says.grade()));
        line.add(t.of("inspections.severity." + says.severity()));
        line.add(t.of("inspections.medium." + says.medium()));
        if (!says.clause().clause().isEmpty()) {
            line.add(says.clause().standard() + " " + says.clause().clause());
        }
        if (!says.place().isEmpty()) {
            line.add(says.place());
        }
        line.add(t.of("inspections.found." + f.state()));
        var item = w.items().get(f.number());
        if (item != null) {
            line.add(item.split(" ")[0]);
        }
        paper = paper.heading(2, w.visit().number() + "/" + f.number() + " " + says.title())
                .text(String.join(" · ", line))
                .text(says.description());
        if (!says.subjects().isEmpty()) {
            paper = paper.text(String.join(
                    "\n", says.subjects().stream().map(s -> w.words(s, t)).toList()));
        }
        for (var r : f.remarks()) {
            paper = paper.text(t.of("inspections.stance." + r.stance()) + ", " + r.who() + ", " + t.time(r.at())
                    + (r.text().isEmpty() ? "" : ": " + r.text()));
        }
        return paper;
    }

    private List<Paper.Picture> pictures(VisitPages.Whole w, Finding f, Texts t, int most) {
        return f.says().subjects().stream()
                .flatMap(s -> w.photosOf(s).stream())
                .filter(p -> p.mediaType().equals("image/jpeg") || p.mediaType().equals("image/png"))
                .limit(Math.max(0, most))
                .flatMap(p -> picture(w.visit().id(), p, t).stream())
                .toList();
    }

    private Optional<Paper.Picture> picture(InspectionId id, Photo p, Texts t) {
        String caption = p.subject().length() > 20 ? "" : p.subject() + " ";
        try {
            return PaperPicture.of(
                    photos.content(id, p.id()).path(),
                    caption + t.time(p.takenAt() == null ? p.toldAt() : p.takenAt()) + ", SHA-256 "
                            + p.originalHash().substring(0, 12));
        } catch (NotHere lost) {
            return Optional.empty();
        }
    }

    private static Paper.Table answers(VisitPages.Whole w, Texts t) {
        return new Paper.Table(
                List.of(10, 45, 15, 30),
                List.of(
                        t.of("inspections.col.code"),
                        t.of("inspections.col.question"),
                        t.of("inspections.col.said"),
                        t.of("inspections.col.note")),
                w.groups().stream()
                        .flatMap(g -> g.asked().stream())
                        .map(a -> List.of(
                                a.criterion().code(),
                                t.of(a.criterion().asks().question()),
                                a.standing().conflict()
                                        ? t.of("inspections.conflict")
                                        : a.standing()
                                                .word()
                                                .map(o -> said(o, t))
                                                .orElse("–"),
                                String.join(
                                        "\n",
                                        a.standing().observations().stream()
                                                .map(Observation::note)
                                                .filter(n -> !n.isEmpty())
                                                .distinct()
                                                .toList())))
                        .toList());
    }

    private static String said(Observation o, Texts t) {
        String word = t.of("inspections.said." + o.said());
        return o.measured() == null ? word : t.number(o.measured()) + ", " + word;
    }

    private static Paper beside(Paper paper, VisitPages.Whole w, Texts t) {
        if (w.beside().isEmpty()) {
            return paper;
        }
        return paper.heading(1, t.of("inspections.beside"))
                .with(new Paper.Table(
                        List.of(50, 20, 30),
                        List.of(
                                t.of("inspections.col.title"),
                                t.of("inspections.col.place"),
                                t.of("inspections.col.note")),
                        w.beside().stream()
                                .map(s -> s.observations().getLast())
                                .map(o -> List.of(
                                        o.beside() == null ? "" : o.beside().title(),
                                        o.where().place(),
                                        o.note()))
                                .toList()));
    }
}
