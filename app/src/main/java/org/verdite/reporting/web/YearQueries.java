package org.verdite.reporting.web;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.indicators.Boundaries;
import org.verdite.indicators.Definition;
import org.verdite.indicators.Definitions;
import org.verdite.indicators.Figure;
import org.verdite.indicators.FigureSource;
import org.verdite.indicators.Figures;
import org.verdite.indicators.Group;
import org.verdite.organisation.Permission;
import org.verdite.reporting.Candidate;
import org.verdite.reporting.Edition;
import org.verdite.reporting.Editions;
import org.verdite.reporting.PeriodFigures;
import org.verdite.reporting.Progress;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotHere;
import org.verdite.shared.UnitId;
import org.verdite.ui.Json;

/// Reads a year for its page and its JSON, in one transaction.
@Component
@Transactional(readOnly = true)
class YearQueries {

    private final JdbcClient jdbc;
    private final Progress progress;
    private final Editions editions;
    private final Figures figures;
    private final Definitions definitions;
    private final Group group;
    private final Clock clock;

    YearQueries(
            JdbcClient jdbc,
            Progress progress,
            Editions editions,
            Figures figures,
            Definitions definitions,
            Group group,
            Clock clock) {
        this.jdbc = jdbc;
        this.progress = progress;
        this.editions = editions;
        this.figures = figures;
        this.definitions = definitions;
        this.group = group;
        this.clock = clock;
    }

    public Shown shown(Asked asked) {
        check(asked);
        Instant known = known(asked);
        var current = progress.of(asked.year(), asked.month(), known, asked.boundary(), asked.rollUp());
        List<Edition> published = published(asked, known);
        List<Candidate> candidates =
                published.isEmpty() ? List.of() : editions.candidates(published.getLast(), current);
        View view = view(asked, published);
        var chosen = view == View.PUBLISHED && !published.isEmpty()
                ? published.getLast().figures()
                : current;
        return new Shown(asked, view, chosen, current, published, candidates, unpublished(asked, chosen));
    }

    /// Earlier years whose investment, as these figures use it, is not what their edition of that moment says.
    private List<Unpublished> unpublished(Asked asked, PeriodFigures shown) {
        if (!asked.whole() || asked.month() != 0) {
            return List.of();
        }
        var unlike = new ArrayList<Unpublished>();
        for (Edition edition : editions.ofYearsBefore(shown.year(), shown.known())) {
            Figure published = edition.figures().figure(PeriodFigures.INVESTMENT);
            Figure used = shown.past(edition.year(), PeriodFigures.INVESTMENT);
            if (published != null && used != null && !published.sameAs(used)) {
                unlike.add(new Unpublished(edition.year(), published, used));
            }
        }
        return unlike;
    }

    private void check(Asked asked) {
        int newest = progress.today().getYear();
        if (asked.year() < Progress.FIRST_YEAR || asked.year() > newest) {
            throw new Invalid("year", "ui.form.range", String.valueOf(Progress.FIRST_YEAR), String.valueOf(newest));
        }
        if (asked.month() != 0 && asked.first().isAfter(progress.today())) {
            throw new Invalid("month", "reporting.invalid.month");
        }
        if (asked.known() != null && asked.known().isAfter(progress.today())) {
            throw new Invalid("known", "reporting.invalid.known");
        }
        if (asked.boundary() != null && !Boundaries.ALL.contains(asked.boundary())) {
            throw new Invalid("boundary", "ui.form.choice");
        }
    }

    private Instant known(Asked asked) {
        return asked.known() == null ? clock.instant() : Progress.endOf(asked.known());
    }

    /// Editions are of the whole group: what is asked of a part, or by another structure, was never published.
    private List<Edition> published(Asked asked, Instant known) {
        return asked.whole() ? editions.of(asked.year(), asked.month(), known) : List.of();
    }

    private static View view(Asked asked, List<Edition> published) {
        if (!asked.view().isEmpty()) {
            return View.of(asked.view());
        }
        return asked.known() != null || published.isEmpty() ? View.CURRENT : View.PUBLISHED;
    }

    /// The year the page opens with: the newest published one, else the last that is over.
    public int usualYear() {
        return jdbc.sql("select max(year) from reporting.edition where month = 0")
                .query((rs, _) -> rs.getObject(1, Integer.class))
                .optional()
                .orElse(Math.max(Progress.FIRST_YEAR, progress.today().getYear() - 1));
    }

    LocalDate today() {
        return progress.today();
    }

    public int newestYear() {
        return progress.today().getYear();
    }

    /// The definition a figure was made by: a published figure keeps its own, whatever came after.
    public Definition definition(Figure figure) {
        return definitions.versions(figure.code()).stream()
                .filter(d -> d.version() == figure.formulaVersion())
                .findFirst()
                .orElseThrow(() -> new NotHere("definition of " + figure.code()));
    }

    public FigureSource.Records records(Asked asked, String key) {
        check(asked);
        Instant known = known(asked);
        var on = progress.lastDay(asked.year(), asked.month());
        var published = published(asked, known);
        if (view(asked, published) == View.PUBLISHED && !published.isEmpty()) {
            known = published.getLast().figures().known();
            on = published.getLast().figures().on();
        }
        return figures.records(
                progress.request(key, asked.year(), asked.month(), on, known, asked.boundary(), asked.rollUp()));
    }

    public boolean mayPublish() {
        return group.may(Permission.PUBLISH);
    }

    public LocalText unitName(UnitId unit) {
        return jdbc.sql("select name from organisation.pub_unit where id = :id")
                .param("id", unit.value())
                .query((rs, _) -> Json.text(rs.getString(1)))
                .optional()
                .orElse(LocalText.of("en", ""));
    }

    public LocalText groupName() {
        return group.unit()
                .map(unit -> jdbc.sql("select name from organisation.pub_unit where id = :id")
                        .param("id", unit.value())
                        .query((rs, _) -> Json.text(rs.getString(1)))
                        .single())
                .orElse(LocalText.of("en", ""));
    }

    /// The publisher's name; empty for the system.
    public LocalText person(@Nullable Integer id) {
        if (id == null) {
            return LocalText.of("en", "");
        }
        return jdbc.sql("select name from organisation.pub_person where id = :id")
                .param("id", id)
                .query((rs, _) -> Json.text(rs.getString(1)))
                .optional()
                .orElse(LocalText.of("en", ""));
    }
}
