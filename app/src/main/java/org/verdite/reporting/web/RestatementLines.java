package org.verdite.reporting.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.verdite.indicators.Change;
import org.verdite.indicators.Figure;
import org.verdite.reporting.Candidate;
import org.verdite.reporting.Edition;
import org.verdite.reporting.Progress;
import org.verdite.reporting.web.ProgressPage.Reason;
import org.verdite.reporting.web.ProgressPage.Restatement;
import org.verdite.ui.Texts;

/// What was published when, and where the figures have moved since.
record RestatementLines(Shown shown, Texts t) {

    String published() {
        if (shown.asked().boundary() != null) {
            return "";
        }
        Edition latest = shown.latest();
        return latest == null
                ? ""
                : t.of(shown.asked().key("reporting.published"), shown.asked().period(t), t.date(day(latest)));
    }

    String version() {
        Edition latest = shown.latest();
        if (latest == null) {
            return "";
        }
        return latest.version() == 1
                ? t.of("reporting.version.first")
                : t.of("reporting.version.later", latest.version(), latest.reason());
    }

    private static LocalDate day(Edition edition) {
        return LocalDate.ofInstant(edition.at(), Progress.GROUP_ZONE);
    }

    /// Candidates first, then what earlier versions said.
    List<Restatement> lines() {
        var lines = new ArrayList<Restatement>();
        shown.candidates().forEach(c -> lines.add(candidate(c)));
        var editions = shown.editions();
        for (int i = editions.size() - 1; i > 0; i--) {
            lines.addAll(between(editions.get(i - 1), editions.get(i)));
        }
        return lines;
    }

    private Restatement candidate(Candidate c) {
        return new Restatement(
                name(c.key()),
                of(c.published()),
                of(c.now()),
                c.reasons().stream().map(this::reason).toList(),
                path(c.key(), shown.asked().seen(View.RESTATED)),
                false);
    }

    private List<Restatement> between(Edition before, Edition after) {
        var lines = new ArrayList<Restatement>();
        var asked = shown.asked();
        var seen = after.equals(shown.latest()) ? asked.seen(View.PUBLISHED) : asked.published(day(after));
        before.figures().figures().forEach((key, old) -> {
            Figure now = after.figures().figure(key);
            if (now != null && !now.sameAs(old)) {
                lines.add(new Restatement(
                        name(key),
                        of(old),
                        of(now),
                        List.of(new Reason(after.reason(), t.date(day(after)), "")),
                        path(key, seen),
                        true));
            }
        });
        return lines;
    }

    private Reason reason(Change change) {
        return new Reason(
                change.what().in(t), t.date(LocalDate.ofInstant(change.at(), Progress.GROUP_ZONE)), change.path());
    }

    private String of(Figure figure) {
        String fraction = new Wording(t).fraction(figure);
        boolean rate = figure.unit().equals("%") && !figure.code().equals("INV-YOY");
        return new Wording(t).of(figure) + (rate && !fraction.isEmpty() ? " (" + fraction + ")" : "");
    }

    private String name(String key) {
        return t.of("reporting.figure." + key.replace('@', '.'));
    }

    /// The explanation of the figure that stands in the line, whichever state the page shows.
    private static String path(String key, Asked seen) {
        return "/reporting/explain/" + key + seen.query();
    }
}
