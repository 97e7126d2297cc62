package org.verdite.monitoring.web;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.documents.PaperSource;
import org.verdite.documents.RecordNames;
import org.verdite.shared.Origin;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Form;
import org.verdite.ui.print.Paper;

/// An exceedance on paper: its values, the limit of those days, and in which steps it was judged.
@Component
class EpisodePaper implements PaperSource {

    private static final RecordNames NAMES =
            RecordNames.of("monitoring", "exceedance", "EX", "/monitoring/exceedances");

    private final JdbcClient jdbc;
    private final EpisodePages pages;
    private final Clock clock;

    EpisodePaper(JdbcClient jdbc, EpisodePages pages, Clock clock) {
        this.jdbc = jdbc;
        this.pages = pages;
        this.clock = clock;
    }

    @Override
    public Optional<Origin> named(String words) {
        return NAMES.find(
                jdbc,
                words,
                "select id, number as title from monitoring.exceedance where number = :number or id = :id");
    }

    @Override
    public Paper paper(Origin record, Texts t) {
        var page = pages.page(Integer.parseInt(record.id()), "", Form.empty(), null, t);
        var row = page.row();
        var why = page.why();
        var site = row.siteName();
        var paper = Paper.of(
                        t.locale(),
                        row.title(t),
                        row.number() + " · " + t.of("ui.paper.made", t.time(clock.instant())),
                        row.stateWord(t) + ", " + row.span(t) + (site == null ? "" : ", " + t.of(site)))
                .with(facts(page, t))
                .text(t.of("monitoring.why.step.measured", why.measured()) + ": " + why.measuredHow())
                .text(t.of("monitoring.why.step.limit", why.limit()) + ": " + why.limitName() + ", " + why.limitHow())
                .text(why.comparison() + " " + why.difference());
        return paper.heading(1, t.of("monitoring.exceedance.values")).with(values(page, t));
    }

    private static Paper.Facts facts(ExceedancePage page, Texts t) {
        var row = page.row();
        var by = row.acknowledgedBy();
        var at = row.acknowledgedAt();
        var rows = new ArrayList<List<String>>();
        rows.add(List.of(t.of("monitoring.fact.point"), row.pointCode() + " " + t.of(row.pointName())));
        rows.add(List.of(t.of("monitoring.fact.found"), t.of("monitoring.fact.byRule")));
        rows.add(List.of(
                t.of("monitoring.fact.acknowledged"),
                by == null || at == null ? t.of("monitoring.notAcknowledgedYet") : t.of(by) + ", " + t.time(at)));
        rows.add(List.of(
                t.of("monitoring.fact.cause"),
                row.cause().isEmpty() ? t.of("monitoring.fact.notRecorded") : row.cause()));
        return new Paper.Facts(rows);
    }

    private static Paper.Table values(ExceedancePage page, Texts t) {
        return new Paper.Table(
                List.of(20, 20, 20, 15, 25),
                List.of(
                        t.of("monitoring.col.day"),
                        t.of("monitoring.col.value"),
                        t.of("monitoring.col.limitThatDay"),
                        t.of("monitoring.col.share"),
                        t.of("monitoring.col.judgement")),
                page.values().stream()
                        .map(l -> List.of(l.day(), l.value(), l.limit(), l.share(), l.verdict()))
                        .toList());
    }
}
