package org.verdite.organisation.roster;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.Days;
import org.verdite.organisation.roster.RosterSheet.Column;
import org.verdite.shared.LocalText;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Sheet;

/// The organisation as the file that {@link Rosters} reads: empty to be filled in, or as it stands today.
@Component
@Transactional(readOnly = true)
public class RosterBooks {

    private final StandingRows rows;
    private final Days days;

    RosterBooks(StandingRows rows, Days days) {
        this.rows = rows;
        this.days = days;
    }

    public void template(Texts t, OutputStream out) throws IOException {
        RosterWorkbook.write(t, Map.of(), out);
    }

    /// What the reader sees of the organisation, today and to come.
    public void present(Texts t, OutputStream out) throws IOException {
        var standing = rows.read();
        RosterWorkbook.write(
                t,
                Map.of(
                        RosterSheet.UNITS, units(standing),
                        RosterSheet.SITES, sites(standing),
                        RosterSheet.POSTS, posts(standing),
                        RosterSheet.PEOPLE, people(standing),
                        RosterSheet.APPOINTMENTS, appointments(standing)),
                out);
    }

    /// One kind as a list.
    public Sheet list(RosterSheet sheet, Texts t) {
        var standing = rows.read();
        var lines = switch (sheet) {
            case UNITS -> units(standing);
            case SITES -> sites(standing);
            case POSTS -> posts(standing);
            case PEOPLE -> people(standing);
            case APPOINTMENTS -> appointments(standing);
        };
        return new Sheet(
                t.of("organisation.roster.file") + "-" + t.of(RosterWords.sheetKey(sheet)),
                sheet.columns().stream()
                        .map(c -> t.of(RosterWords.headKey(sheet, c)))
                        .toList(),
                lines.stream().map(line -> said(t, sheet, line)));
    }

    private static List<@Nullable Object> said(Texts t, RosterSheet sheet, List<@Nullable Object> line) {
        var said = new ArrayList<@Nullable Object>();
        for (int i = 0; i < line.size(); i++) {
            said.add(word(t, sheet.columns().get(i), line.get(i)));
        }
        return said;
    }

    static @Nullable Object word(Texts t, Column column, @Nullable Object value) {
        boolean choice = !column.choices().isEmpty() && value != null && !value.equals("");
        return choice ? t.of(column.words() + value) : value;
    }

    private List<List<@Nullable Object>> units(Standing standing) {
        LocalDate today = days.today();
        return standing.units.entrySet().stream()
                .filter(e ->
                        e.getValue().closed() == null || e.getValue().closed().isAfter(today))
                .sorted(Map.Entry.comparingByKey())
                .map(e -> Sheet.row(
                        e.getKey(),
                        text(e.getValue().name(), "en"),
                        text(e.getValue().name(), "zh"),
                        e.getValue().kind(),
                        e.getValue().parent(),
                        e.getValue().opened(),
                        null,
                        null,
                        e.getValue().closed()))
                .toList();
    }

    private static List<List<@Nullable Object>> sites(Standing standing) {
        return standing.sites.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(e -> Sheet.row(
                        e.getKey(),
                        e.getValue().unit(),
                        text(e.getValue().name(), "en"),
                        text(e.getValue().name(), "zh"),
                        e.getValue().kind(),
                        e.getValue().country(),
                        e.getValue().province(),
                        e.getValue().zone(),
                        e.getValue().latitude(),
                        e.getValue().longitude(),
                        e.getValue().entity(),
                        e.getValue().minerals(),
                        e.getValue().since(),
                        e.getValue().acquired(),
                        e.getValue().closed()))
                .toList();
    }

    private static List<List<@Nullable Object>> posts(Standing standing) {
        return standing.posts.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(e -> Sheet.row(
                        e.getKey(),
                        e.getValue().unit(),
                        e.getValue().kind(),
                        text(e.getValue().title(), "en"),
                        text(e.getValue().title(), "zh"),
                        e.getValue().superior()))
                .toList();
    }

    private static List<List<@Nullable Object>> people(Standing standing) {
        return standing.people.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(e -> Sheet.row(
                        e.getKey(),
                        e.getValue().unit(),
                        text(e.getValue().name(), "en"),
                        text(e.getValue().name(), "zh"),
                        e.getValue().email(),
                        e.getValue().phone(),
                        e.getValue().employment(),
                        e.getValue().contractor(),
                        e.getValue().since()))
                .toList();
    }

    private List<List<@Nullable Object>> appointments(Standing standing) {
        LocalDate today = days.today();
        return standing.appointments.entrySet().stream()
                .filter(e -> e.getValue().end() == null || e.getValue().end().isAfter(today))
                .sorted(Comparator.comparing(Map.Entry::getKey))
                .map(e -> {
                    var key = e.getKey().split("\u001f", -1);
                    return Sheet.row(
                            key[0],
                            key[1],
                            LocalDate.parse(key[2]),
                            e.getValue().end(),
                            e.getValue().substitute() ? "yes" : "no");
                })
                .toList();
    }

    private static String text(LocalText text, String language) {
        return text.texts().getOrDefault(language, "");
    }
}
