package org.verdite.rectification.web;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.documents.PaperSource;
import org.verdite.documents.RecordNames;
import org.verdite.rectification.ItemId;
import org.verdite.shared.Origin;
import org.verdite.ui.Texts;
import org.verdite.ui.print.Paper;

/// An item on paper: what is wrong, what is done about it, and each step it took.
@Component
class ItemPaper implements PaperSource {

    private static final RecordNames NAMES = RecordNames.of("rectification", "item", "NC|IV", "/rectification/items");

    private final JdbcClient jdbc;
    private final ItemPages pages;
    private final Clock clock;

    ItemPaper(JdbcClient jdbc, ItemPages pages, Clock clock) {
        this.jdbc = jdbc;
        this.pages = pages;
        this.clock = clock;
    }

    @Override
    public Optional<Origin> named(String words) {
        return NAMES.find(jdbc, words, """
                select id, number || ' ' || title as title from rectification.item where number = :number or id = :id""");
    }

    @Override
    public Paper paper(Origin record, Texts t) {
        var page = pages.page(new ItemId(Long.parseLong(record.id())), t);
        var v = page.item();
        var paper = Paper.of(
                        t.locale(),
                        v.title(),
                        v.number() + " · " + t.of("ui.paper.made", t.time(clock.instant())),
                        t.of("rectification.severity." + v.severity()) + ", " + v.where())
                .with(facts(v, t))
                .text(v.description());
        if (!v.cause().isEmpty()) {
            paper = paper.text(t.of("rectification.rootCause", v.cause().getLast()));
        }
        if (!page.actions().isEmpty()) {
            paper = paper.heading(1, t.of("rectification.actions")).with(actions(page, t));
        }
        if (!page.files().isEmpty()) {
            paper = paper.heading(1, t.of("rectification.evidence"))
                    .text(String.join(
                            "\n",
                            page.files().stream()
                                    .map(f -> f.caption() + ", " + f.who() + ", " + t.time(f.at()))
                                    .toList()));
        }
        return paper.heading(1, t.of("rectification.history")).with(steps(page, t));
    }

    private static Paper.Facts facts(ItemView v, Texts t) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of(t.of("rectification.list.state"), t.of("rectification.state." + v.state())));
        rows.add(List.of(t.of("rectification.list.source"), t.of("rectification.source." + v.source())));
        rows.add(List.of(t.of("rectification.field.discovered"), t.date(v.discovered())));
        rows.add(List.of(t.of("rectification.list.deadline"), t.date(v.deadline())));
        var owner = v.owner();
        rows.add(List.of(
                t.of("rectification.list.owner"), owner == null ? t.of("rectification.who.nobody") : owner.name()));
        return new Paper.Facts(rows);
    }

    private static Paper.Table actions(ItemPage page, Texts t) {
        return new Paper.Table(
                List.of(50, 20, 15, 15),
                List.of(
                        t.of("rectification.actions.action"),
                        t.of("rectification.list.owner"),
                        t.of("rectification.actions.due"),
                        t.of("rectification.list.state")),
                page.actions().stream()
                        .map(a ->
                                List.of(a.title(), a.ownerName(), t.date(a.due()), t.of("actions.state." + a.state())))
                        .toList());
    }

    /// Oldest first, as a paper is read.
    private static Paper.Table steps(ItemPage page, Texts t) {
        return new Paper.Table(
                List.of(25, 75),
                List.of(t.of("ui.paper.when"), t.of("ui.paper.what")),
                page.steps().reversed().stream()
                        .map(s -> List.of(
                                t.time(s.at()),
                                t.of("rectification.history." + s.step(), s.who())
                                        + (s.note().isEmpty() ? "" : ": " + s.note())))
                        .toList());
    }
}
