package org.verdite.monitoring.entry;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.monitoring.entry.Drafts.Draft;
import org.verdite.monitoring.entry.Drafts.Named;
import org.verdite.monitoring.intake.Intake;
import org.verdite.monitoring.intake.LoadResult;
import org.verdite.monitoring.intake.MappingSpec;
import org.verdite.monitoring.intake.MappingSpec.ParameterChoice;
import org.verdite.monitoring.intake.MappingSpec.Scale;
import org.verdite.monitoring.intake.TypedValues;
import org.verdite.monitoring.intake.TypedValues.Read;
import org.verdite.monitoring.intake.TypedValues.State;
import org.verdite.monitoring.intake.written.DateStyle;
import org.verdite.monitoring.intake.written.NumberStyle;
import org.verdite.monitoring.judgement.Verdict;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.NotHere;
import org.verdite.shared.SiteId;
import org.verdite.shared.UnitId;

/// A round of results typed in. What is typed is kept at once as a draft; storing writes the good ones as a small file
/// and sends it the way of every file, so that it is judged, revised, put aside for locked months, told and sealed
/// alike.
@Component
public class HandEntry {

    /// What storing a round came to.
    ///
    /// @param intake the import that took it; null when nothing was fit to be stored
    /// @param left cells that were not stored, with what is the matter
    public record Stored(@Nullable Long intake, LoadResult result, Map<Integer, Read> left) {}

    /// What became of one cell.
    ///
    /// @param meanwhile what somebody else typed into it in between; null when nobody did
    public record Kept(Read read, @Nullable Meanwhile meanwhile) {}

    public record Meanwhile(String who, String text) {}

    private static final LoadResult NOTHING = new LoadResult(0, 0, 0, 0, 0, 0, 0, 0);
    private static final String HEAD = "Point,Series,Parameter,Date,Value,Unit\n";

    private final Drafts drafts;
    private final TypedValues typed;
    private final Intake intake;
    private final Access access;
    private final TransactionTemplate transaction;

    HandEntry(Drafts drafts, TypedValues typed, Intake intake, Access access, PlatformTransactionManager transactions) {
        this.drafts = drafts;
        this.typed = typed;
        this.intake = intake;
        this.access = access;
        this.transaction = new TransactionTemplate(transactions);
    }

    /// Keeps what was typed into a cell and says what it is worth. An empty cell, or one that says what is stored
    /// anyway, is no draft.
    ///
    /// @param was what the cell held before; null to write over whatever is there
    @Transactional
    public Kept keep(int series, LocalDate day, String text, @Nullable String was) {
        var place = drafts.names(List.of(series)).get(series);
        if (place == null) {
            throw new NotHere("series " + series);
        }
        access.require(Permission.MONITORING_IMPORT, new UnitId(place.place()));
        String now = cut(text.strip());
        var before = drafts.of(day, List.of(series)).get(series);
        String stored = drafts.stored(series, day);
        if (was != null && changed(before, stored, was.strip(), now)) {
            var there = Objects.requireNonNull(before);
            return new Kept(read(day, series, there.text()), new Meanwhile(there.who(), there.text()));
        }
        if (now.isEmpty() || now.equals(stored)) {
            drafts.drop(List.of(series), day);
        } else {
            drafts.keep(series, day, now);
        }
        return new Kept(read(day, series, now), null);
    }

    private static String cut(String text) {
        return text.length() > 200 ? text.substring(0, 200) : text;
    }

    /// Somebody else typed something in between, and it is not the same.
    private static boolean changed(@Nullable Draft before, String stored, String was, String now) {
        return before != null && !before.text().equals(was) && !before.text().equals(now) && !stored.equals(now);
    }

    private Read read(LocalDate day, int series, String text) {
        return Objects.requireNonNull(typed.read(day, Map.of(series, text)).get(series));
    }

    /// What is typed for a day and some series, and what each is worth.
    @Transactional(readOnly = true)
    public Map<Integer, Read> reads(LocalDate day, Collection<Integer> series) {
        var texts = new HashMap<Integer, String>();
        drafts.of(day, series).forEach((id, draft) -> texts.put(id, draft.text()));
        return texts.isEmpty() ? Map.of() : typed.read(day, texts);
    }

    /// Stores the good ones of what was typed; what is wrong, or doubtful and not said to be meant, stays a draft.
    ///
    /// @param sure values a thousand times off are meant as typed
    public Stored store(SiteId site, LocalDate day, Collection<Integer> series, boolean sure) {
        var sheet = Objects.requireNonNull(transaction.execute(_ -> sheet(site, day, series, sure)));
        if (sheet.lines().isEmpty()) {
            return new Stored(null, NOTHING, sheet.left());
        }
        long id = intake.register(
                new ByteArrayInputStream(sheet.text().getBytes(StandardCharsets.UTF_8)),
                "entry " + sheet.site() + " " + day + ".csv",
                sheet.unit());
        intake.map(id, sheet.spec());
        intake.dryRun(id);
        var result = intake.load(id);
        var refused = Objects.requireNonNull(transaction.execute(_ -> drafts.refused(id)));
        var left = new LinkedHashMap<>(sheet.left());
        var done = new ArrayList<Integer>();
        for (int i = 0; i < sheet.lines().size(); i++) {
            int of = sheet.lines().get(i);
            var why = Optional.ofNullable(refused.get(i + 2));
            why.ifPresentOrElse(
                    code -> left.put(of, new Read(State.WRONG, code, List.of(), Verdict.NO_LIMIT)), () -> done.add(of));
        }
        transaction.executeWithoutResult(_ -> drafts.drop(done, day));
        return new Stored(id, result, left);
    }

    /// @param lines the series of each line below the header
    private record Sheet(
            String site, UnitId unit, String text, List<Integer> lines, MappingSpec spec, Map<Integer, Read> left) {}

    private Sheet sheet(SiteId site, LocalDate day, Collection<Integer> series, boolean sure) {
        var place = drafts.site(site);
        access.require(Permission.MONITORING_IMPORT, place.unit());
        var kept = drafts.of(day, series);
        var names = drafts.names(kept.keySet());
        var texts = new HashMap<Integer, String>();
        kept.forEach((id, draft) -> texts.put(id, draft.text()));
        var reads = typed.read(day, texts);
        var text = new StringBuilder(HEAD);
        var lines = new ArrayList<Integer>();
        var left = new LinkedHashMap<Integer, Read>();
        var parameters = new HashMap<String, ParameterChoice>();
        names.forEach((id, name) -> {
            var read = Objects.requireNonNull(reads.get(id));
            boolean good = name.site() == site.value()
                    && (read.state() == State.GOOD || read.state() == State.DOUBTFUL && sure);
            if (!good) {
                left.put(id, read);
                return;
            }
            lines.add(id);
            parameters.put(
                    Integer.toString(id),
                    new ParameterChoice(name.code(), null, null, name.fraction(), name.basis(), name.unit(), id));
            text.append(line(name, id, day, Objects.requireNonNull(texts.get(id))));
        });
        return new Sheet(place.code(), place.unit(), text.toString(), lines, spec(parameters), left);
    }

    private static String line(Named name, int series, LocalDate day, String value) {
        return String.join(
                        ",",
                        quoted(name.point()),
                        Integer.toString(series),
                        quoted(name.parameter()),
                        day.toString(),
                        quoted(value),
                        quoted(name.unit()))
                + "\n";
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\"", "\"\"") + "\"";
    }

    private static MappingSpec spec(Map<String, ParameterChoice> parameters) {
        return new MappingSpec(
                null,
                Map.of("point", "Point", "parameter", "Series", "date", "Date", "value", "Value", "unit", "Unit"),
                List.of(),
                null,
                Map.of(),
                parameters,
                DateStyle.ISO,
                NumberStyle.POINT,
                List.of(),
                null,
                null,
                Scale.KEEP,
                "VALUE",
                "LABORATORY",
                null,
                false);
    }
}
